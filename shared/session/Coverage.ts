/** Why something could not be checked. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** How far something was re-read; times are epoch milliseconds. */
export interface Coverage {
  /** At {@link asOf}, a re-read held nothing up to here that we lack; null: never re-read whole. */
  readonly upTo: number | null;
  readonly asOf: number | null;
  /** When events that come late, up to 14 days, were last looked for; null: never. */
  readonly lateAsOf: number | null;
  /** Why the last try failed; null where it did not. */
  readonly problem: Problem | null;
}

export interface GroupCoverage extends Coverage {
  readonly logGroup: string;
  /** As the log group spells it; null for a session log group. */
  readonly endpoint: string | null;
  /** When the first, whole re-read began: it may take several runs. */
  readonly begun: number | null;
  /** A deep pass on its way: when it began, and what it reads next. */
  readonly deep: { readonly began: number; readonly next: number } | null;
  /** How much time is read at once; halved where that was too much for one run. */
  readonly windowMs: number;
  /** When the log group was found to be deleted. */
  readonly gone: number | null;
  /** `/ssm` streams, or all streams of a session log group as far as they were counted. */
  readonly streams: number | null;
  /** The latest event that the service told of. */
  readonly lastEvent: number | null;
}

export const USUAL_WINDOW_MS = 6 * 60 * 60_000;

export const NOT_COVERED: Coverage = { upTo: null, asOf: null, lateAsOf: null, problem: null };

export const notCovered = (logGroup: string, endpoint: string | null): GroupCoverage => ({
  ...NOT_COVERED,
  logGroup,
  endpoint,
  begun: null,
  deep: null,
  windowMs: USUAL_WINDOW_MS,
  gone: null,
  streams: null,
  lastEvent: null,
});

export interface Completeness {
  readonly upTo: number;
  readonly asOf: number;
  readonly lateAsOf: number;
}

/** What holds of all of them together; null where one of them was never re-read whole. */
export function completenessOf(all: readonly Coverage[]): Completeness | null {
  if (all.length === 0) return null;
  let [upTo, asOf, lateAsOf] = [Infinity, Infinity, Infinity];
  for (const one of all) {
    if (one.upTo === null || one.asOf === null || one.lateAsOf === null) return null;
    upTo = Math.min(upTo, one.upTo);
    asOf = Math.min(asOf, one.asOf);
    lateAsOf = Math.min(lateAsOf, one.lateAsOf);
  }
  return { upTo, asOf, lateAsOf };
}
