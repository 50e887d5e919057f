import type { ReadCommand } from "./ReadCommand.ts";
import type { PromptControls } from "./promptControls.ts";
import type { Pending } from "./State.ts";

/**
 * The exit status that a shell's integration reports with the next prompt: `OSC 133;D;N` (FinalTerm,
 * taken up by iTerm2, kitty, WezTerm, fish 4) or `OSC 633;D;N` (VS Code), followed by the `A` that begins the prompt,
 * which a program that merely prints the first would have to know of.
 */
export function exitTold({ before, within }: PromptControls): number | undefined {
  const all = [...before, ...within];
  const at = all.findLastIndex((body) => /^(?:133|633);D(?:;|$)/.test(body));
  const status = /^(?:133|633);D;(\d{1,3})(?:;|$)/.exec(all[at] ?? "")?.[1];
  if (status === undefined) return undefined;
  const prompted = all.slice(at + 1).some((body) => /^(?:133|633);A(?:;|$)/.test(body));
  return prompted && Number(status) <= 255 ? Number(status) : undefined;
}

/** False for a command after which another shell than its own may be the one that asks. */
export function keepsShell({ starts, text, kind }: Pending): boolean {
  return kind === "shell" && !starts.shell && !/^\s*(?:exit|logout|exec|return)\b/.test(text);
}

const ASKS = /^\s*echo +(?:"(?<quoted>[^"$`\\!]{0,60})\$\?"|(?<bare>[\w=:.-]{0,60})\$\?)\s*$/;

/** True for a command line that only prints the exit status of the one before it. */
export const asksExit = (command: string): boolean => ASKS.test(command);

/** What `echo $?` was answered. */
export function answeredExit({ text, head, printed, confidence }: Pending): number | undefined {
  if (confidence === "low") return undefined;
  const { quoted, bare } = ASKS.exec(text)?.groups ?? {};
  const lead = quoted ?? bare ?? "";
  const [line = ""] = head;
  if (printed !== 1 || !line.startsWith(lead)) return undefined;
  const status = /^\d{1,3}$/.exec(line.slice(lead.length).trimEnd())?.[0];
  return status === undefined || Number(status) > 255 ? undefined : Number(status);
}

/** The exit status is the last command's: the ones before it on the same lines have none of their own. */
export function withExit(
  commands: readonly ReadCommand[],
  exit: number | undefined,
): readonly ReadCommand[] {
  const last = commands.at(-1);
  if (exit === undefined || last === undefined || last.confidence === "low") return commands;
  return [...commands.slice(0, -1), { ...last, exit }];
}
