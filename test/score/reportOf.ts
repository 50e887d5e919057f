import type { Form } from "../../shared/terminal/ReadCommand.ts";
import {
  CONFIDENCES,
  coverageOf,
  precisionOf,
  recallOf,
  sumOf,
  upperBound,
  type FactScore,
  type Score,
} from "./SessionScore.ts";
import type { CorpusScore } from "./scoreCorpus.ts";

/** Ratios are shares of 1. */
export interface Report {
  readonly form: Form;
  readonly sessions: number;
  readonly whole: number;
  readonly precision: number;
  readonly recall: number;
  readonly found: number;
  readonly missed: number;
  readonly wrong: number;
  readonly never: number;
  /** Share of the right commands that are `high`. */
  readonly highCovers: number;
  readonly calibration: readonly {
    readonly confidence: string;
    readonly reported: number;
    readonly wrong: number;
    readonly wrongAtMost95: number;
  }[];
  readonly cwd: FactScore;
  readonly exit: FactScore;
  readonly features: readonly {
    readonly feature: string;
    readonly sessions: number;
    readonly precision: number;
    readonly recall: number;
    readonly missed: number;
    readonly wrong: number;
  }[];
  readonly worst: readonly {
    readonly id: string;
    readonly missed: readonly string[];
    readonly wrong: readonly string[];
    readonly never: readonly string[];
  }[];
}

const WORST = 10;

export function reportOf({ form, sessions }: CorpusScore): Report {
  const total = sumOf(sessions);
  const features = [...new Set(sessions.flatMap((one) => one.features))].sort();
  return {
    form,
    ...ratios(total),
    sessions: total.sessions,
    whole: total.whole,
    found: total.found,
    never: total.never,
    highCovers: coverageOf(total),
    calibration: CONFIDENCES.map((confidence) => {
      const { all, right } = total.reported[confidence];
      const wrong = all - right;
      return { confidence, reported: all, wrong, wrongAtMost95: upperBound(wrong, all) };
    }),
    cwd: total.cwd,
    exit: total.exit,
    features: features.map((feature) => {
      const of = sumOf(sessions.filter((one) => one.features.includes(feature)));
      return { feature, sessions: of.sessions, ...ratios(of) };
    }),
    worst: sessions
      .filter(({ whole, never }) => whole === 0 || never > 0)
      .sort((a, b) => b.missed + b.wrong - (a.missed + a.wrong))
      .slice(0, WORST)
      .map(({ id, missedTexts, wrongTexts, neverTexts }) => ({
        id,
        missed: missedTexts,
        wrong: wrongTexts,
        never: neverTexts,
      })),
  };
}

const ratios = (
  score: Score,
): { precision: number; recall: number; missed: number; wrong: number } => ({
  precision: precisionOf(score),
  recall: recallOf(score),
  missed: score.missed,
  wrong: score.wrong,
});
