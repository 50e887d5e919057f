import type { Known } from "./Known.ts";

const MOST_RECENT = 16;
const MOST_WORDS = 64;
const LONGEST_RECENT = 400;
/** What all that is remembered may take, in characters: every checkpoint carries it. */
const MOST_REMEMBERED = 1_800;
/** Numbers in output seldom come again, and every checkpoint would carry them. */
const NUMBER = /^[0-9]+$/;

/** What is known once text was read whose words may come again in a damaged line. */
export function heardWords(known: Known, text: string): Known {
  const heard = wordsOf(text.slice(0, 400)).filter((word) => !NUMBER.test(word));
  const words = [...new Set([...heard, ...known.words])];
  return { ...known, words: words.slice(0, MOST_WORDS) };
}

/** What is known once a command was read: it may be recalled from the history. */
export function heardCommand(known: Known, text: string): Known {
  const heard = heardWords(known, text);
  if (text.length > LONGEST_RECENT) return heard;
  const others = known.recent.filter((command) => command !== text);
  const recent = [text, ...others].slice(0, MOST_RECENT);
  let kept = 0;
  let size = 0;
  while (kept < recent.length && size <= MOST_REMEMBERED) size += recent[kept++]?.length ?? 0;
  return { ...heard, recent: recent.slice(0, kept) };
}

/** The words that count: runs of letters and digits. */
const wordsOf = (text: string): string[] => text.match(/[A-Za-z0-9_]{2,}/g) ?? [];
