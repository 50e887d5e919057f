import type { Known } from "./Known.ts";
import type { Level, Pending, Prompt } from "./State.ts";
import { isSameShape } from "./promptLikeness.ts";
import { promptMask } from "./promptMask.ts";
import { isPlainPrompt, promptShape, type PromptShape } from "./promptShapes.ts";
import { learntPrompt } from "./splitPrompt.ts";
import type { Starts } from "./startsPrompt.ts";

const EITHER: Starts = { shell: true, repl: true, change: true };
/** A prompt's last sign, which every line that begins with one must hold. */
const SIGN = /[#$%>❯➜λ»\ufffd:\])}] /;

/** Whether a line without a fence begins with a prompt, given what is running and which shells wait. */
export function looksPrompted(line: string, known: Known, pending: Pending | null): boolean {
  const { expected, prompts } = known;
  if (expected !== null && expected.length > 1 && new RegExp(expected).test(line.slice(0, 400)))
    return true;
  if (
    !SIGN.test(line.slice(0, 400)) &&
    !prompts.some(({ text }) => text !== "" && line.startsWith(text))
  )
    return false;
  // What a command line spelt out, its output only repeats.
  if (line.trim().length > 3 && pending?.text.includes(line.trim()) === true) return false;
  const starts = pending === null ? EITHER : pending.starts;
  return isKnown(line, known, starts) || isNew(line, known, starts);
}

/** A prompt seen before: the shell's own, one of a shell around it, or one that may come back. */
function isKnown(line: string, { prompts, levels }: Known, starts: Starts): boolean {
  const learnt = learntPrompt(
    line,
    prompts.filter((prompt) => !prompt.fenced),
  );
  if (learnt === undefined || learnt.kind === "continuation") return false;
  const mask = promptMask(learnt.prompt);
  if (levels.some((level) => !level.fenced && level.mask === mask)) return true;
  const top = levels.at(-1);
  if (top?.fenced === false) {
    if (levels.some((level) => level.mask === mask)) return true;
    if (prompts.some((prompt) => prompt.mask === mask && prompt.seen > 1)) return true;
    if (top.kind === "shell" && isSameShape(mask, top.mask)) return true;
  }
  return learnt.kind === "repl" ? starts.repl : starts.shell || starts.change;
}

/** A prompt not seen before needs its looks, and a reason to come now. */
function isNew(line: string, { prompts, levels }: Known, starts: Starts): boolean {
  const shape = promptShape(line);
  if (shape === undefined || shape.kind === "continuation") return false;
  if (shape.kind === "repl") return starts.repl;
  const first = prompts.length === 0 && line.startsWith("> ");
  if (!shape.sure && !isPlainPrompt(line) && !first) return false;
  const top = levels.at(-1);
  if (top === undefined) return prompts.length === 0 || shape.sure;
  const torn = prompts.length === 1 && isTorn(prompts[0], line.slice(0, shape.length));
  return torn || starts.shell || isChanged(line, shape, top, starts);
}

/** Where the text's beginning was lost, the first prompt may be the end of what the shell prints. */
function isTorn(first: Prompt | undefined, prompt: string): boolean {
  return first?.seen === 1 && first.text.trim().length >= 4 && prompt.endsWith(first.text);
}

function isChanged(line: string, shape: PromptShape, top: Level, starts: Starts): boolean {
  if (top.fenced || top.kind !== "shell") return false;
  return starts.change || isSameShape(promptMask(line.slice(0, shape.length)), top.mask);
}
