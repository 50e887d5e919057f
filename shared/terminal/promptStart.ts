import { isCommonCommand } from "./knownWords.ts";
import type { Form } from "./ReadCommand.ts";
import type { Known } from "./Known.ts";
import type { Pending } from "./State.ts";
import { knowsPrompt } from "./knowsPrompt.ts";
import { looksPrompted } from "./looksPrompted.ts";
import { REPL_MORE, zleEcho } from "./promptShapes.ts";
import { visibleStart } from "./visibleStart.ts";

/** Where in an output line an unfenced prompt begins, if one does. */
export function promptStart(
  text: string,
  known: Known,
  pending: Pending | null,
  form: Form,
): number | undefined {
  if (form !== "streamed" && cannotPrompt(known, pending)) return undefined;
  if (isAwaited(text, known, pending)) return 0;
  const fill = form === "streamed" ? (FILLED.exec(text)?.[0].length ?? 0) : 0;
  const within = knowsPrompt(text, known.prompts) ? undefined : promptWithin(text, known, pending);
  if (within !== undefined) return within;
  const echoes = form === "streamed" && (fill > 0 || pending === null);
  if (echoes && zleEcho(text.slice(fill)) > 0) return fill;
  return looksPrompted(visibleStart(text.slice(fill)), known, pending) ? fill : undefined;
}

/** A fenced shell fences all its prompts: only what it starts may print others. */
export function cannotPrompt({ levels, expected }: Known, pending: Pending | null): boolean {
  if (pending === null || expected !== null || pending.starts.shell || pending.starts.repl)
    return false;
  return levels.length > 0 && levels.every(({ fenced }) => fenced) && pending.kind === "shell";
}

/** The line behind one that is not complete is its continuation, whatever PS2 is. */
function isAwaited(text: string, { levels }: Known, pending: Pending | null): boolean {
  if (pending === null || pending.printed > 0) return false;
  if (pending.kind === "repl") return REPL_MORE.test(text);
  return levels.at(-1)?.fenced !== true && pending.open;
}

/** A prompt that follows output without a newline: only the shell's own, in full, is believed there. */
function promptWithin(
  text: string,
  { levels, prompts }: Known,
  pending: Pending | null,
): number | undefined {
  const top = levels.at(-1);
  const own = prompts.find((prompt) => prompt.mask === top?.mask);
  if (own === undefined || own.fenced || text.length > LONGEST_OUTPUT) return undefined;
  if (own.text.trim().length < SHORT) return signWithin(text, own.text, pending);
  const at = text.indexOf(own.text);
  if (at <= 0) return undefined;
  const endsOpen = pending !== null && NO_NEWLINE.test(pending.text);
  return endsOpen || !/[\s:'"`(>=$#-]$/.test(text.slice(0, at)) ? at : undefined;
}

/** What leaves the cursor in mid-line: a question, output cut by its size or told to have no newline. */
const NO_NEWLINE = /\b(?:printf|echo -n|head -c|tail -c|read\b.*-\w*[sp]|curl|cat|jq -j)\b/;

const LONGEST_OUTPUT = 20_000;
const SHORT = 3;
const MOST_SIGNS = 8;

/** What such commands print often ends without a newline: a service's answer, a file, words. */
const LEAVES_LINE =
  /^\s*(?:(?:curl|wget|printf|cat)\s|echo\s+-\w*n|head\s+-\w*c|tr\s)|\|\s*(?:tr|head\s+-c|jq\s+-\w*j)/;

/** A bare `# ` or `$ ` is believed behind output only where a usual command follows to the line's end. */
function signWithin(text: string, prompt: string, pending: Pending | null): number | undefined {
  if (pending === null || prompt.trim() === "" || !LEAVES_LINE.test(pending.text)) return undefined;
  let at = text.indexOf(prompt, 1);
  for (let turn = 0; at > 0 && turn < MOST_SIGNS; turn++) {
    const first = /^[^\s;|&]{0,40}/.exec(text.slice(at + prompt.length))?.[0] ?? "";
    if (!/[\s#$%>]/.test(text.charAt(at - 1)) && isCommonCommand(first)) return at;
    at = text.indexOf(prompt, at + 1);
  }
  return undefined;
}

/** zsh's PROMPT_SP where CRs are lost. */
const FILLED = /^[^\n]{0,2000}?[%#](?:\x1b\[[\d;]*m)* {20,}/;
