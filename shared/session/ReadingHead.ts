import type { FormDigest } from "./FormsCompared.ts";
import type { Facts } from "./Facts.ts";
import type { ReadingRef } from "./ReadingRef.ts";
import type { Position } from "./Position.ts";
import type { Seam } from "./seam.ts";

/** What the reader got out of the text, small enough for every list to carry it. */
export interface Digest {
  /** The reader's version that read it. */
  readonly reader: string;
  /** Key of the source that was read; null where there is none. */
  readonly source: string | null;
  /** First and last piece that lies here; null where nothing does. */
  readonly first: Position | null;
  readonly last: Position | null;
  /** Commands a day, by UTC day of their upper bound. */
  readonly days: Readonly<Record<string, number>>;
  /** How many lines were judged to be no commands though they look like some; absent for none. */
  readonly doubts?: number;
  /** Other forms of the text, compared with what was read; absent where there is none. */
  readonly forms?: readonly FormDigest[];
}

export const NOTHING_READ: Digest = {
  reader: "",
  source: null,
  first: null,
  last: null,
  days: {},
};

/** The head of a reading: what is known of it, apart from its text and its commands. */
export interface ReadingHead {
  readonly ref: ReadingRef;
  readonly facts: Facts;
  readonly digest: Digest;
  /**
   * The attempts that changed this head and were not yet seen to have finished its rows: while
   * {@link Progress.done} lacks one of them, answers say `catchingUp`.
   */
  readonly pending: readonly Attempt[];
  /**
   * The session's window changed and terminal lines of this time (epoch milliseconds) may lie in
   * another reading now; null once they were placed again.
   */
  readonly moved: { readonly from: number; readonly to: number } | null;
}

/** One try at bringing a reading up to date; a repeated delivery has the same ID. */
export interface Attempt {
  readonly id: string;
  /** When it began, epoch milliseconds: far past any function's time limit, it is dead. */
  readonly at: number;
}

/** How far the rows of a reading are true to its head; apart from the head, which lists carry. */
export interface Progress {
  readonly done: readonly string[];
  /** The reader's state after the last piece read; null where nothing was read. */
  readonly checkpoint: Checkpoint | null;
}

/** The reader's state after the piece at `position`. */
export interface Checkpoint {
  readonly source: string;
  readonly reader: string;
  readonly position: Position;
  readonly state: string;
  /** The end of the text so far, as digests: to know a rewind's copies. */
  readonly seam: Seam;
  /** Pieces since the last checkpoint that was kept apart. */
  readonly since: number;
}
