import type { Fragment } from "../session/Fragment.ts";
import type { KeptEvidence } from "./keepEvidence.ts";
import type { Ports } from "./Ports.ts";

/** One delivery of one stream's events, on its way in. */
export interface Arrived {
  readonly ports: Ports;
  readonly lane: string;
  readonly fragments: readonly Fragment[];
  readonly attemptId: string;
  /** Minutes that a session without a known end is taken to last. */
  readonly longest: number;
}

export interface Ingested {
  readonly kept: KeptEvidence;
  /** Session records that could not be read. */
  readonly broken: number;
  /** Lines of an endpoint's stream that fit no known kind. */
  readonly unrecognised: number;
}
