import type { Ref } from "./Facts.ts";

/** A contradiction or a risk. Each kind says what was seen, never who meant what. */
export type FindingKind =
  | "foreign-announcement" // a stream announced a target that is not its own
  | "two-owners" // text names more than one owner for one session
  | "two-targets" // text names more than one target for one session
  | "owner-contradicted" // an owner is named that is not the one the service knows
  | "target-contradicted" // a target is named, or text lies, where the service does not put the session
  | "command-contradicted" // text names another document command than CloudTrail
  | "outside-life" // text lies before the service opened the session, or after it ended it
  | "session-stream-conflict" // a record in a session's stream names another session
  | "event-id-conflict" // one event ID came with two texts, or with a time that is not its own
  | "forms-disagree" // one form of a session's text holds commands that another knows no word of
  | "no-start-record" // text of a session, and no StartSession among trail records that reach around it
  | "no-transcript" // a session that ended and left no text: why, as far as anything says
  | "logging-failure" // the agent said that it could not record: a transcript is missing or cut
  | "session-failed" // the agent said that the session broke
  | "tampering" // the agent said that its own record was touched
  | "resumed-by-other" // somebody else took the session up again
  | "root-session" // the account's root opened it
  | "people-at-once" // two people, each at least reported, in one container at once
  | "sessions-at-once" // two sessions in one container at once
  | "denied-attempt" // a call about a session was refused
  | "failed-attempt" // a call about a session went wrong
  | "record-cut"; // CloudTrail left out parameters of more than 100 KB

export interface Finding {
  readonly kind: FindingKind;
  readonly scope: string;
  readonly endpoint: string | null;
  readonly sessionId: string | null;
  /** What exactly: the values that contradict each other, or the agent's word. */
  readonly detail: readonly string[];
  readonly at: Ref;
  /** What rests on an absence stands only from this time on (epoch milliseconds): it may be late. */
  readonly from?: number;
  /** Stands only while trail records reach around this time (epoch milliseconds). */
  readonly covered?: number;
}

/** What decides whether a finding that rests on an absence stands. */
export interface Standpoint {
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** From the first to the last trail record held of the scope; null where none is. */
  readonly trail: { readonly from: number; readonly to: number } | null;
}

export const stands = ({ from, covered }: Finding, { asOf, trail }: Standpoint): boolean =>
  (from === undefined || from <= asOf) &&
  (covered === undefined || (trail !== null && trail.from <= covered && covered <= trail.to));
