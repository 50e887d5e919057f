import type { Past } from "./explainedBy.ts";
import { hasSlip } from "./hasSlip.ts";
import { isCommonCommand } from "./knownWords.ts";

/**
 * Whether a line that shows no editing gives no reason to think of any either: nothing in it could
 * have been recalled, pasted, cut or typed in front without leaving a trace.
 */
export function isPlainlyTyped(text: string, prompt: string, past: Past): boolean {
  if (/[\b\0]|^\s|\s$/.test(text) || repeats(text)) return false;
  if (past.recent.some((command) => text.startsWith(command) && text !== command)) return false;
  // A CR is only shorter than backspaces from the line's second half.
  if (text.length <= prompt.length + 1) return true;
  return !hasSlip(text, past) && !isGlued(text) && !/[;&] *[a-z]/.test(text);
}

/** What is printed again repeats the line's beginning. */
function repeats(text: string): boolean {
  return text.length > 5 && text.includes(text.slice(0, 3), 3);
}

/** A usual command right behind a word was perhaps typed after the line was cut. */
function isGlued(text: string): boolean {
  for (const [word] of text.matchAll(/[\w'")\]]+/g))
    for (let at = 1; at < word.length - 1; at++) if (isCommonCommand(word.slice(at))) return true;
  return false;
}
