import { isCommonWord } from "./knownWords.ts";
import { strangeness, type Vocabulary } from "./strangeness.ts";

const NARROWEST = 30;
const WIDEST = 400;
const LONGEST = 2_000;
const MOST_TRIED = 40;
const MOSTLY = 80;

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
  vocabulary: Vocabulary,
  known: number,
): number {
  if (line.length <= NARROWEST || line.length > LONGEST) return 0;
  if ((known === 0 || known === MOSTLY) && isMostly(line)) return MOSTLY;
  if (known === 0 && line.length === MOSTLY + 2 && /(\S) \1$/.test(line)) return MOSTLY;
  const odd = strangeness(line.slice(prompt), vocabulary);
  let most = 0;
  let width = 0;
  let tried = 0;
  for (
    let at = line.indexOf(" ", Math.max(NARROWEST, prompt + 2));
    at > 0 && at < WIDEST;
    at = line.indexOf(" ", at + 1)
  ) {
    if (!hasSecond(line, at) || at + 1 >= line.length) continue;
    if (++tried > MOST_TRIED) break;
    const gain = odd - strangeness(joined(line, at).slice(prompt), vocabulary);
    // Two rows that end so, or one that splits a word in two.
    const told = line.length > 2 * at + 1 ? gain >= 0.3 : splitsWord(line, at, vocabulary.words);
    if (told && gain > most) {
      most = gain;
      width = at;
    }
  }
  return width;
}

/** Most terminals have 80 columns: there a space between parts of one word is enough. */
function isMostly(line: string): boolean {
  const between = /\w [\w/.:-]$/.test(line.slice(MOSTLY - 1, MOSTLY + 2));
  return between && isForced(line, MOSTLY) && hasSecond(line, MOSTLY);
}

function splitsWord(line: string, at: number, words: ReadonlySet<string>): boolean {
  const left = /\w+$/.exec(line.slice(0, at))?.[0] ?? "";
  const right = /^\w+/.exec(line.slice(at + 1))?.[0] ?? "";
  if (left === "" || right === "" || left.length + right.length < 4) return false;
  const usual = (word: string): boolean => isCommonWord(word) || words.has(word);
  if (usual(left) && usual(right)) return false;
  return usual(left + right) || new RegExp(`\\b${left}${right}\\b`).test(line);
}

/** zle prints the first character of a new row twice: hardly a word begins so. */
export function widthOfZleWrap(line: string): number {
  const found = / ([A-Za-z])\1\w/.exec(line.slice(NARROWEST));
  return found === null ? 0 : NARROWEST + found.index;
}

/** A line without what stands where its rows end. */
function joined(line: string, width: number): string {
  let text = line.slice(0, width);
  for (let at = width + 1; at < line.length; at += width + 1) text += line.slice(at, at + width);
  return text;
}

/** A line of more than two rows has a second such space where the second row ends. */
function hasSecond(line: string, width: number): boolean {
  return line.length <= 2 * width + 1 || line.charAt(2 * width + 1) === " ";
}
