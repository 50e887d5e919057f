import type { Window } from "./window.ts";

/** A session's text was removed by hand; evidence that comes again is kept without it. */
export interface Tombstone {
  readonly scope: string;
  readonly sessionId: string;
  /** When it was removed, epoch milliseconds, by whom and why. */
  readonly at: number;
  readonly by: string | null;
  readonly reason: string;
  /** Tells removed texts apart without telling them. */
  readonly key: string;
  /** Where terminal lines were the session's, as its windows stood then. */
  readonly places: readonly TombstonePlace[];
}

export interface TombstonePlace {
  readonly lane: string;
  readonly container: string;
  /** Those of the session and of all that may share its lines. */
  readonly windows: readonly Window[];
}

/** A session that nothing may be removed of. */
export interface Hold {
  readonly scope: string;
  readonly sessionId: string;
  readonly at: number;
  readonly by: string | null;
  readonly reason: string;
  /** Null while it stands. */
  readonly released: {
    readonly at: number;
    readonly by: string | null;
    readonly reason: string;
  } | null;
}
