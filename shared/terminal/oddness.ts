import { isCommonCommand, isCommonWord } from "./knownWords.ts";

/**
 * How unlike a command line a text is, given the words seen in the session: the measure by which
 * one of several readings of a damaged line is chosen. Lower is likelier.
 */
export function oddness(text: string, seen: ReadonlySet<string>): number {
  let odd = 0;
  const first = /^\s*(?:\w+=\S*\s+)*(\S+)/.exec(text)?.[1] ?? "";
  if (!isCommonCommand(first.replace(/^.*\//, "")) && !seen.has(first)) odd += 1.6;
  for (const word of wordsOf(text)) {
    if (isCommonWord(word) || seen.has(word)) continue;
    odd += /^\d+$/.test(word) ? 0.3 : Math.min(2, 0.5 + word.length / 12);
  }
  if (/\S {2,}\S/.test(text)) odd += 0.5;
  if (/^\s/.test(text)) odd += 0.4;
  return odd + unbalanced(text);
}

/** The words that count: runs of letters and digits, and whole arguments. */
export function wordsOf(text: string): string[] {
  return text.slice(0, 2_000).match(/[A-Za-z0-9_]{2,}/g) ?? [];
}

function unbalanced(text: string): number {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "\\" && quote !== "'") at++;
    else if (quote === "" ? sign === '"' || sign === "'" : sign === quote)
      quote = quote === "" ? sign : "";
  }
  return quote === "" ? 0 : 2;
}
