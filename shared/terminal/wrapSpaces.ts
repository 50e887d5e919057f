import { isCommonWord } from "./knownWords.ts";

const NARROWEST = 30;
const USUAL = 80;

/**
 * Removes the space that readline prints to go on to the next row: once the CR behind it is lost it
 * stands in the line, where the terminal's width is.
 */
export function withoutWrapSpaces(line: string, width: number, zle = false): string {
  if (width < 8 || line.length <= width) return line;
  let text = "";
  let column = 0;
  let removed = -1;
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    const margin = column > 0 && column % width === 0 && column !== removed;
    if (margin && sign === " " && isForced(line, at)) {
      removed = column;
      // zle prints the first character of the new row once more.
      if (zle && line.charAt(at + 1) === line.charAt(at + 2)) at++;
      continue;
    }
    text += sign;
    column += sign === "\b" ? -1 : 1;
  }
  return text;
}

/** Two usual words with a space between them were typed so. */
function isForced(line: string, at: number): boolean {
  if (at + 1 >= line.length || line.charAt(at + 1) === "\b") return false;
  const left = /[\w.-]+$/.exec(line.slice(0, at))?.[0] ?? "";
  const right = /^[\w.-]+/.exec(line.slice(at + 1))?.[0] ?? "";
  return !(isCommonWord(left) && isCommonWord(right)) || isCommonWord(left + right);
}

/** The width at which taking such spaces out makes words whole again, or 0. */
export function widthOfWrapSpaces(
  line: string,
  prompt: number,
  seen: ReadonlySet<string>,
  known: number,
): number {
  if (line.length <= NARROWEST || line.length > 2_000) return 0;
  if ((known === 0 || known === USUAL) && isUsual(line)) return USUAL;
  for (
    let at = line.indexOf(" ", Math.max(NARROWEST, prompt + 2));
    at > 0 && at < 400;
    at = line.indexOf(" ", at + 1)
  ) {
    if (splitsWord(line, at, seen) && hasSecond(line, at)) return at;
  }
  return 0;
}

/** Most terminals have 80 columns: there a space between parts of one word is enough. */
function isUsual(line: string): boolean {
  const between = /\w [\w/.:-]$/.test(line.slice(USUAL - 1, USUAL + 2));
  return between && isForced(line, USUAL) && hasSecond(line, USUAL);
}

function splitsWord(line: string, at: number, seen: ReadonlySet<string>): boolean {
  const left = /\w+$/.exec(line.slice(0, at))?.[0] ?? "";
  const right = /^\w+/.exec(line.slice(at + 1))?.[0] ?? "";
  const usual = (word: string): boolean => isCommonWord(word) || seen.has(word);
  if (left === "" || right === "" || left.length + right.length < 4) return false;
  return usual(left + right) && !(usual(left) && usual(right));
}

/** A line of more than two rows has a second such space where the second row ends. */
function hasSecond(line: string, width: number): boolean {
  return line.length <= 2 * width + 1 || line.charAt(2 * width + 1) === " ";
}
