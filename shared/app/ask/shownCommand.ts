import { mayBeCut } from "../../logs/cutText.ts";
import type { CommandAnswer } from "../../query/Answer.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import { LONGEST_PROMPT } from "../../session/keptCommandOf.ts";
import type { KeptCommand } from "../../session/KeptCommand.ts";

export type ShownCommand = Pick<CommandAnswer, "command" | "cut" | "prompt" | "programs">;

/**
 * What a caller may see of a command; questions are answered by this and not by what is kept, or a
 * search would tell secrets letter by letter.
 */
export function shownCommand(redactor: Redactor, command: KeptCommand): ShownCommand {
  const { text, cut, prompt, kind } = command;
  const end = cut > 0 || (kind === "document" && mayBeCut(text));
  const shown = redactor.redactPart(text, { end });
  return {
    command: shown.text,
    cut: cut + shown.left,
    prompt: redactor.redactPart(prompt, { end: prompt.length >= LONGEST_PROMPT }).text,
    programs: command.programs.map((program) => shownProgram(redactor, program, text, shown.text)),
  };
}

/** A program that is a secret, or stands within one only. */
function shownProgram(redactor: Redactor, program: string, kept: string, shown: string): string {
  const hidden = kept !== shown && kept.includes(program) && !shown.includes(program);
  return hidden ? redactor.hide(program, "program") : redactor.redact(program);
}
