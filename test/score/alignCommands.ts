import type { TrueCommand } from "./Truth.ts";

export interface Alignment {
  /** Required commands that were reported. */
  readonly found: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  /** Index among what was run, index among the reported texts that are not blank. */
  readonly pairs: readonly (readonly [number, number])[];
}

/** A required match outweighs any number of others, which only spare a report from being wrong. */
const REQUIRED_WEIGHT = 4096;

const bare = (text: string): string => text.replaceAll(/\r\n?/g, "\n").replace(/[ \t\n]+$/, "");

const isSame = (truth: TrueCommand, reported: string): boolean =>
  [truth.command, ...truth.alternatives].some((text) => bare(text) === bare(reported));

export const isBlank = (text: string): boolean => bare(text).trim() === "";

/** Pairs what was run with what was reported, both in order, so that the most is found. */
export function alignCommands(
  truth: readonly TrueCommand[],
  reported: readonly string[],
): Alignment {
  const told = reported.filter((text) => !isBlank(text));
  const pairs = bestPairs(truth, told);
  const paired = new Set(pairs.map(([, column]) => column));
  const seen = new Set(pairs.map(([row]) => row));
  const missed = truth.filter((one, row) => one.required && !seen.has(row));
  return {
    found: truth.filter(({ required }) => required).length - missed.length,
    missed: missed.map(({ command }) => command),
    wrong: told.filter((_, column) => !paired.has(column)),
    pairs,
  };
}

function bestPairs(truth: readonly TrueCommand[], told: readonly string[]): [number, number][] {
  const width = told.length + 1;
  const best = new Float64Array((truth.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  const weights = truth.map((one) =>
    told.map((text) => (isSame(one, text) ? (one.required ? REQUIRED_WEIGHT : 1) : 0)),
  );
  const paired = (row: number, column: number): number => {
    const weight = weights[row]?.[column] ?? 0;
    return weight === 0 ? -1 : weight + at(row + 1, column + 1);
  };
  for (let row = truth.length - 1; row >= 0; row--)
    for (let column = told.length - 1; column >= 0; column--)
      best[row * width + column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        paired(row, column),
      );
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < truth.length && column < told.length;) {
    if (paired(row, column) === at(row, column)) pairs.push([row++, column++]);
    else if (at(row, column) === at(row + 1, column)) row++;
    else column++;
  }
  return pairs;
}

/** Whether a text that must never be reported was, though nobody ran the same elsewhere. */
export function neverReported(
  never: readonly string[],
  truth: readonly TrueCommand[],
  reported: readonly string[],
): string[] {
  const forbidden = new Set(
    // Texts in parentheses describe what no text could tell; one or two characters say nothing.
    never
      .map((text) => bare(text).trim())
      .filter((text) => text.length > 2 && !text.startsWith("(")),
  );
  const run = new Set(truth.map(({ command }) => bare(command).trim()));
  return reported.filter((text) => {
    const wanted = bare(text).trim();
    return forbidden.has(wanted) && !run.has(wanted);
  });
}
