import type { Form } from "../terminal/ReadCommand.ts";
import type { Position } from "./Position.ts";
import type { ServiceFacts } from "./ServiceFacts.ts";

/** Which log event says so; of the service's word, which trail record or when it was read. */
export interface Ref {
  readonly lane: string;
  readonly position: Position;
}

/** What text claims of a session. Every one may be forged by whoever has a shell there. */
export type ClaimKind =
  | "owner" // ARN
  | "target" // target ID as written
  | "document"
  | "command" // a document's `command` parameter
  | "exit-status"
  | "logging-failure"
  | "tampering"
  | "failure"
  | "other-session" // a record in the session's own stream that names another session
  | "event-id-conflict" // one event ID with two texts
  | "foreign-target"; // a stream that announces a target which is not its own

export interface Claim {
  readonly value: string;
  /** The earliest event that says so. */
  readonly at: Ref;
}

/** The earliest few claims of a kind; `more` says that further values were dropped. */
export interface Claims {
  readonly kept: readonly Claim[];
  readonly more: boolean;
}

/** Where text of the session lies. */
export interface Source {
  readonly form: Form;
  readonly lane: string;
  /** The container whose lines carry it; null in the session's own stream. */
  readonly container: string | null;
  /** The log group is declared to hold sessions of SageMaker endpoints only. */
  readonly declared: boolean;
  /** Empty while the service alone says that text of the session may lie here. */
  readonly first: Position;
  readonly last: Position;
}

/**
 * All that evidence says of one session, as a value that grows: {@link mergeFacts} takes any two
 * in any order, any number of times, to the same result.
 */
export interface Facts {
  /** Earliest line that names the session, its end aside; null while only its end is known. */
  readonly opened: Ref | null;
  /** Latest line that ends it. */
  readonly ended: Ref | null;
  readonly first: Ref | null;
  readonly last: Ref | null;
  readonly claims: Partial<Record<ClaimKind, Claims>>;
  readonly sources: readonly Source[];
  /** Absent while the service says nothing. */
  readonly service?: ServiceFacts;
  /** Minutes that the session may last, as the setting was when text of it came; absent: not told. */
  readonly longest?: number;
}

export const NO_FACTS: Facts = {
  opened: null,
  ended: null,
  first: null,
  last: null,
  claims: {},
  sources: [],
};
