import type { Known } from "./Known.ts";
import { wordsOf } from "./oddness.ts";

const MOST_RECENT = 16;
const MOST_WORDS = 64;
const LONGEST_RECENT = 120;
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
  return { ...heard, recent: [text, ...others].slice(0, MOST_RECENT) };
}
