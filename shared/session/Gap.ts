import { gapSort } from "./keys.ts";

/** Why a stretch was, or may be, not seen. */
export type GapKind =
  | "events-missed" // the log group held events that nothing had brought here
  | "session-missed" // the service knows of a session that nothing here told of
  | "stream-gone" // a log stream was deleted: what was last in it can't be checked any more
  | "group-gone" // the same of a log group
  | "retention-passed" // events expired before they were re-read
  | "not-checked" // the log group could not be re-read
  | "delivery-failed"; // a delivery was refused and waits to be put through again

/** `lost`: it can't be had any more. */
export type GapState = "open" | "healed" | "lost";

/** A stretch known not to have been seen, or not to have been seen in time. */
export interface Gap {
  readonly kind: GapKind;
  readonly scope: string;
  readonly state: GapState;
  readonly logGroup: string | null;
  readonly logStream: string | null;
  /** Null where it may concern any endpoint. */
  readonly endpoint: string | null;
  readonly sessionId: string | null;
  /** Epoch milliseconds of what was missing; `to` is null while it goes on. */
  readonly from: number;
  readonly to: number | null;
  /** Epoch milliseconds: when it was noticed, and when it was healed or found lost. */
  readonly noticed: number;
  readonly settled: number | null;
  /** How many log events, where that is known. */
  readonly events: number | null;
  /** Why, in a few words. */
  readonly detail: string;
}

export const gapSortOf = ({ kind, from, logGroup, logStream, sessionId, detail }: Gap): string =>
  gapSort(
    from,
    kind,
    [logGroup, logStream, sessionId, kind === "delivery-failed" ? detail : null]
      .filter((part) => part !== null)
      .join("#"),
  );

/** Whether the gap reaches into that time; null: without a bound. */
export const touches = (
  gap: Pick<Gap, "from" | "to">,
  since: number | null,
  until: number | null,
): boolean =>
  (until === null || gap.from <= until) && (since === null || (gap.to ?? Infinity) >= since);

/** A gap told again: it was noticed when it was first told, and never shrinks. */
export const mergeGap = (before: Gap, now: Gap): Gap => ({
  ...now,
  noticed: Math.min(before.noticed, now.noticed),
  to: before.to === null || now.to === null ? now.to : Math.max(before.to, now.to),
  events:
    before.events === null || now.events === null
      ? (now.events ?? before.events)
      : Math.max(before.events, now.events),
});
