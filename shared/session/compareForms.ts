import { alignTexts, gapsBetween, longestRun, type Pair } from "./alignTexts.ts";
import type { KeptCommand } from "./KeptCommand.ts";

/** Damaged commands are looked for among few neighbours only. */
const MOST_CELLS = 400;
/** Share of two-character runs that a text must have in common with what is left of it. */
const ALIKE = 0.5;
const LONGEST_COMPARED = 512;

/** Which commands of two forms of one session's text are the same ones. */
export interface CommandPairs {
  /** The same command in both, by its place in each list. */
  readonly pairs: readonly Pair[];
  readonly onlyRead: readonly number[];
  readonly onlyBeside: readonly number[];
}

/** A form that was read to a bound only says nothing of what lies beyond. */
export interface FormCommands {
  readonly commands: readonly KeptCommand[];
  readonly cut: boolean;
}

/**
 * Texts must agree but for white space. Where one of two alike is not sure to have been read whole
 * (a form destroys characters), they are one command read twice.
 */
export function compareForms(read: FormCommands, beside: FormCommands): CommandPairs {
  const [a, b] = [read.commands, beside.commands];
  const same = alignTexts(a.map(plainText), b.map(plainText));
  const all = { a: [0, a.length], b: [0, b.length] } as const;
  const damaged = gapsBetween(same, all).flatMap((gap) => {
    if ((gap.a[1] - gap.a[0]) * (gap.b[1] - gap.b[0]) > MOST_CELLS) return [];
    return longestRun(gap, (i, j) => isLikely(a[i], b[j]));
  });
  const pairs = [...same, ...damaged].sort(([x], [y]) => x - y);
  const end = read.cut || beside.cut ? (pairs.at(-1) ?? [-1, -1]) : [a.length, b.length];
  const left = (list: readonly KeptCommand[], side: 0 | 1): number[] => {
    const paired = new Set(pairs.map((pair) => pair[side]));
    return [...list.keys()].filter((n) => !paired.has(n) && n < (end[side] ?? 0));
  };
  return { pairs, onlyRead: left(a, 0), onlyBeside: left(b, 1) };
}

const plainText = ({ text }: KeptCommand): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

function isLikely(a: KeptCommand | undefined, b: KeptCommand | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return (a.damaged || b.damaged || b.confidence !== "high") && alike(plainText(a), plainText(b));
}

/** Dice's coefficient of the runs of two characters. */
function alike(a: string, b: string): boolean {
  const [ours, theirs] = [runsOfTwo(a), runsOfTwo(b)];
  let common = 0;
  for (const [run, n] of ours.runs) common += Math.min(n, theirs.runs.get(run) ?? 0);
  return common > 0 && 2 * common >= ALIKE * (ours.total + theirs.total);
}

function runsOfTwo(text: string): { runs: ReadonlyMap<string, number>; total: number } {
  const runs = new Map<string, number>();
  const end = Math.min(text.length, LONGEST_COMPARED) - 1;
  for (let n = 0; n < end; n++) {
    const run = text.slice(n, n + 2);
    runs.set(run, (runs.get(run) ?? 0) + 1);
  }
  return { runs, total: Math.max(0, end) };
}
