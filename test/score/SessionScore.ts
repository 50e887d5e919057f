import type { Confidence, Form } from "../../shared/terminal/ReadCommand.ts";
import { alignCommands, isBlank, neverReported } from "./alignCommands.ts";
import type { TrueCommand, Truth } from "./Truth.ts";

export interface Reported {
  readonly command: string;
  readonly confidence: Confidence;
  readonly kind: string;
  readonly cwd: string | null;
  readonly host: string | null;
  readonly exit: number | null;
}

/** Counts over one session or many. */
export interface Score {
  readonly sessions: number;
  /** Sessions with nothing missed and nothing wrong. */
  readonly whole: number;
  readonly found: number;
  readonly missed: number;
  readonly wrong: number;
  /** Reported texts that must never be reported. */
  readonly never: number;
  /** By confidence: how many were reported, and how many of them were right. */
  readonly reported: Readonly<Record<Confidence, { readonly all: number; readonly right: number }>>;
  /** Of commands that were found and whose truth holds it. */
  readonly cwd: FactScore;
  readonly exit: FactScore;
}

/** How often a fact about a command is known, was told, and was told rightly. */
export interface FactScore {
  readonly known: number;
  readonly told: number;
  readonly right: number;
}

export interface SessionScore extends Score {
  readonly id: string;
  readonly missedTexts: readonly string[];
  readonly wrongTexts: readonly string[];
  readonly neverTexts: readonly string[];
}

export const CONFIDENCES = ["high", "medium", "low"] as const satisfies readonly Confidence[];

/** The agent destroys what isn't ASCII in streamed records, so both sides are compared without. */
const softened = (text: string): string =>
  text
    .replaceAll(/[^\0-\x7f]+/g, "\uFFFD")
    .replaceAll(/[ \t]+/g, " ")
    .trim();

export function scoreSession(
  id: string,
  form: Form,
  truth: Truth,
  reported: readonly Reported[],
): SessionScore {
  const soft = form === "streamed" ? softened : (text: string): string => text;
  const run: TrueCommand[] = truth.commands.map((one) => ({
    ...one,
    command: soft(one.command),
    alternatives: one.alternatives.map(soft),
  }));
  const texts = reported.map(({ command }) => soft(command));
  const { found, missed, wrong, pairs } = alignCommands(run, texts);
  const told = reported.filter(({ command }) => !isBlank(soft(command)));
  const facts = pairs.flatMap(([row, column]) => {
    const [one, other] = [run[row], told[column]];
    return one === undefined || other === undefined ? [] : [{ truth: one, told: other }];
  });
  const never = neverReported(truth.never, run, texts);
  const counted = (confidence: Confidence): { all: number; right: number } => {
    const of = reported
      .filter((one) => one.confidence === confidence)
      .map(({ command }) => soft(command))
      .filter((text) => !isBlank(text));
    return { all: of.length, right: of.length - alignCommands(run, of).wrong.length };
  };
  return {
    id,
    sessions: 1,
    whole: missed.length + wrong.length === 0 ? 1 : 0,
    found,
    missed: missed.length,
    wrong: wrong.length,
    never: never.length,
    reported: { high: counted("high"), medium: counted("medium"), low: counted("low") },
    cwd: factScore(
      facts.map(({ truth: { cwd }, told: one }) => [cwd, one.cwd]),
      isSameFolder,
    ),
    exit: factScore(
      facts.map(({ truth: { exit }, told: one }) => [exit, one.exit]),
      (known, other) => known === other,
    ),
    missedTexts: missed,
    wrongTexts: wrong,
    neverTexts: never,
  };
}

/** A prompt shows the home directory as `~`. */
const isSameFolder = (known: string, told: string): boolean =>
  known === told || known.replace(/^(?:\/root|\/home\/[^/]+)(?=\/|$)/, "~") === told;

function factScore<T>(
  pairs: readonly (readonly [known: T | null, told: T | null])[],
  same: (known: T, told: T) => boolean,
): FactScore {
  let [known, told, right] = [0, 0, 0];
  for (const [one, other] of pairs) {
    if (one === null) continue;
    known++;
    if (other === null) continue;
    told++;
    if (same(one, other)) right++;
  }
  return { known, told, right };
}

const NOTHING: Score = {
  sessions: 0,
  whole: 0,
  found: 0,
  missed: 0,
  wrong: 0,
  never: 0,
  reported: { high: { all: 0, right: 0 }, medium: { all: 0, right: 0 }, low: { all: 0, right: 0 } },
  cwd: { known: 0, told: 0, right: 0 },
  exit: { known: 0, told: 0, right: 0 },
};

export const sumOf = (scores: readonly Score[]): Score => scores.reduce(plus, NOTHING);

function plus(a: Score, b: Score): Score {
  const reported = (confidence: Confidence): { all: number; right: number } => ({
    all: a.reported[confidence].all + b.reported[confidence].all,
    right: a.reported[confidence].right + b.reported[confidence].right,
  });
  return {
    sessions: a.sessions + b.sessions,
    whole: a.whole + b.whole,
    found: a.found + b.found,
    missed: a.missed + b.missed,
    wrong: a.wrong + b.wrong,
    never: a.never + b.never,
    reported: { high: reported("high"), medium: reported("medium"), low: reported("low") },
    cwd: plusFact(a.cwd, b.cwd),
    exit: plusFact(a.exit, b.exit),
  };
}

const plusFact = (a: FactScore, b: FactScore): FactScore => ({
  known: a.known + b.known,
  told: a.told + b.told,
  right: a.right + b.right,
});

export const precisionOf = ({ found, wrong }: Score): number => found / (found + wrong || 1);
export const recallOf = ({ found, missed }: Score): number => found / (found + missed || 1);
/** What share of the right commands are `high`. */
export const coverageOf = ({ reported, found }: Score): number =>
  reported.high.right / (found || 1);

/**
 * The upper end of the exact (Clopper–Pearson) one-sided 95 % bound on the share that is wrong.
 * `wrong` and `all` are counts; 1 where nothing was counted.
 */
export function upperBound(wrong: number, all: number): number {
  if (wrong >= all) return 1;
  let [low, high] = [wrong / all, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (atMost(wrong, all, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance of at most `wrong` of `all`, each with the given chance. */
function atMost(wrong: number, all: number, chance: number): number {
  let term = all * Math.log1p(-chance);
  let sum = Math.exp(term);
  for (let k = 1; k <= wrong; k++) {
    term += Math.log((all - k + 1) / k) + Math.log(chance) - Math.log1p(-chance);
    sum += Math.exp(term);
  }
  return sum;
}
