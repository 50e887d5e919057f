import type { Ref } from "./Facts.ts";

/** A contradiction or a risk. Each kind says what was seen, never who meant what. */
export type FindingKind =
  | "foreign-announcement" // a stream announced a target that is not its own
  | "two-owners" // text names more than one owner for one session
  | "two-targets" // text names more than one target for one session
  | "session-stream-conflict" // a record in a session's stream names another session
  | "event-id-conflict" // one event ID came with two texts, or with a time that is not its own
  | "forms-disagree" // one form of a session's text holds commands that another knows no word of
  | "logging-failure" // the agent said that it could not record: a transcript is missing or cut
  | "session-failed" // the agent said that the session broke
  | "tampering"; // the agent said that its own record was touched

export interface Finding {
  readonly kind: FindingKind;
  readonly scope: string;
  readonly endpoint: string | null;
  readonly sessionId: string | null;
  /** What exactly: the values that contradict each other, or the agent's word. */
  readonly detail: readonly string[];
  readonly at: Ref;
}
