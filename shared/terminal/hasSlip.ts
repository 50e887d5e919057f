import type { Past } from "./explainedBy.ts";
import { isCommonWord } from "./knownWords.ts";

/** Two letters of a usual word changed places. */
export function hasSlip(text: string, past: Past): boolean {
  for (const word of text.match(/[A-Za-z]{3,20}/g) ?? []) {
    let slip = past.slips.get(word);
    if (slip === undefined) past.slips.set(word, (slip = isSlip(word, past)));
    if (slip) return true;
  }
  return false;
}

function isSlip(word: string, { vocabulary }: Past): boolean {
  if (isCommonWord(word) || vocabulary.words.has(word)) return false;
  for (let at = 0; at + 1 < word.length; at++) {
    const [one = "", other = ""] = word.slice(at, at + 2);
    const swapped = word.slice(0, at) + other + one + word.slice(at + 2);
    if (one !== other && isCommonWord(swapped)) return true;
  }
  return false;
}
