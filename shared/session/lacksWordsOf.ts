const SHORTEST = 3;
const MOST_WORDS = 8;
/** Editing leaves some words in pieces; a command whose text is there at all has most of them whole. */
const LACKING = 0.5;

/**
 * Whether the text, bare of controls and white space (a long line is wrapped anywhere), lacks at
 * least half of the command's words.
 */
export function lacksWordsOf(bare: string, command: string): boolean {
  const all = command.split(/[\s\p{Cc}]+/u).filter((word) => word !== "");
  const long = all.filter(({ length }) => length >= SHORTEST);
  const words = (long.length > 0 ? long : [all.join("")]).slice(0, MOST_WORDS);
  const lacking = words.filter((word) => !bare.includes(word));
  return lacking.length >= LACKING * words.length && lacking.length > 0;
}
