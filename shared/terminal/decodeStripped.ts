import { cookedLine } from "./cookedLine.ts";
import { decodeZle } from "./decodeZle.ts";
import { explainedBy, type Explained, type Past } from "./explainedBy.ts";
import { isPlainlyTyped } from "./isPlainlyTyped.ts";
import type { Terminal } from "./redisplayed.ts";

/** What is left of an edited line: text and backspaces behind the prompt. */
export interface Stripped {
  readonly typed: string;
  readonly prompt: string;
  /** How wide the terminal may be; infinite where the line is on one row. */
  readonly widths: readonly number[];
  readonly zle: boolean;
}

export interface Decoded {
  readonly text: string;
  /** True when no other reading comes near. */
  readonly sure: boolean;
}

const LONGEST = 1_200;
const MOST_TURNS = 80;
/** How much likelier than the next a reading must be to be sure: a difference of costs. */
const MARGIN = 2;
/** What the edits and words of an ordinary line cost: then no other terminal need be thought of. */
const SIMPLE = 9;
const TYPED = 0.4;
const WORK_A_CHARACTER = 5_000;
const MOST_WORK = 1_000_000;

/** The line that was accepted, from what is left of its editing once controls and CRs are gone. */
export function decodeStripped(line: Stripped, past: Past): Decoded {
  const { typed, zle } = line;
  const cooked = typed.includes("\b") && !zle ? cookedLine(typed) : undefined;
  if (cooked !== undefined) return { text: cooked, sure: true };
  if (!zle && line.widths.length === 1 && isPlainlyTyped(typed, line.prompt, past))
    return { text: typed, sure: true };
  const long = typed.length > LONGEST || typed.split(/\x08+/).length > MOST_TURNS;
  const found = long ? [] : readingsOf(line, past);
  const [best] = found;
  if (best === undefined) return { text: zle ? decodeZle(typed) : overwritten(typed), sure: false };
  const other = found.find((reading) => reading.line.trimEnd() !== best.line.trimEnd());
  // Steps to the left and characters erased look alike at the end.
  const least = typed.endsWith("\b") ? 2 * MARGIN : MARGIN;
  // Where two spaces meet, something may have been left out that was printed before.
  const whole = !/\S {2,}\S/.test(best.line);
  return { text: best.line, sure: whole && (other?.cost ?? Infinity) - best.cost >= least };
}

function readingsOf({ typed, prompt, widths, zle }: Stripped, past: Past): Explained[] {
  // A terminal that needs padding (vt100) has NULs where the rest of the line was erased.
  const text = typed.replaceAll("\0", "");
  const found: Explained[] = [];
  // Over a space that was erased zle prints nothing where its terminal has EL.
  const both = zle && / \x08+[^ \x08]/.test(text);
  const budget = { left: Math.min(MOST_WORK, WORK_A_CHARACTER * (20 + text.length)) };
  for (const { penalty, ...kind } of kindsFor(typed, prompt, zle)) {
    if (!both && found.some(({ line, cost }) => cost < line.length * TYPED + SIMPLE)) break;
    for (const width of widths) {
      const more = penalty + (Number.isFinite(width) ? 0 : 0.5);
      const explained = explainedBy(text, { ...kind, prompt, width }, past, budget);
      found.push(...explained.map(({ line, cost }) => ({ line, cost: cost + more })));
    }
  }
  return found.sort((a, b) => a.cost - b.cost);
}

interface Kind extends Omit<Terminal, "prompt" | "width"> {
  /** How much more it takes to believe it. */
  readonly penalty: number;
}

const USUAL: Kind = { edits: true, spaced: true, reprints: false, editor: "readline", penalty: 0 };
/** Terminals such as vt100, told by the NULs they are padded with. */
const OLD: Kind = { ...USUAL, edits: false };
/** Bash 5.3 and later. */
const RECENT: Kind = { ...USUAL, spaced: false, penalty: 3 };
/** A locale without UTF-8. */
const BYTES: Kind = { ...RECENT, reprints: true };
const BUSYBOX: Kind = { ...USUAL, edits: false, editor: "busybox", penalty: 3 };
const ZLE: Kind = { ...USUAL, edits: false, editor: "zle" };

function kindsFor(typed: string, prompt: string, zle: boolean): readonly Kind[] {
  if (zle) return [ZLE, { ...ZLE, edits: true, penalty: 1 }];
  if (typed.includes("\0")) return [OLD];
  if (!typed.includes("\b")) return [USUAL];
  const busybox = /^[~/]\S* [#$] $/.test(prompt);
  return [USUAL, RECENT, BYTES, busybox ? { ...BUSYBOX, penalty: 0 } : BUSYBOX];
}

/** What was printed last over each column. */
function overwritten(typed: string): string {
  const cells: string[] = [];
  let column = 0;
  for (const character of typed) {
    if (character === "\b") column = Math.max(0, column - 1);
    else cells[column++] = character;
  }
  return cells.join("").trimEnd();
}
