import type { TrailRecord } from "../trail/TrailRecord.ts";
import type { Claims, Ref } from "./Facts.ts";

/**
 * What the service itself says of a session: CloudTrail's records and DescribeSessions. Nobody with
 * a shell in the container can write it. Grows in any order, by `mergeServiceFacts`.
 */
export interface ServiceFacts {
  /** `StartSession` calls that succeeded; the service makes one a session. */
  readonly started: readonly Act[];
  /** The earliest `ResumeSession` of each actor. */
  readonly resumed: readonly Act[];
  /** `TerminateSession` calls that succeeded, the earliest first. */
  readonly terminated: readonly Act[];
  readonly reported: Partial<Record<ReportedKind, Claims>>;
}

/** A call that succeeded: a trail record without what its place here says. */
export interface Act extends Omit<
  TrailRecord,
  "action" | "eventId" | "time" | "sessionId" | "error"
> {
  readonly at: Ref;
}

/** What DescribeSessions told; `start` and `end` are epoch milliseconds as text. */
export type ReportedKind =
  "owner" | "target" | "start" | "end" | "document" | "reason" | "details" | "access";

export const NO_SERVICE: ServiceFacts = { started: [], resumed: [], terminated: [], reported: {} };
