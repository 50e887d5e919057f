/** How a payload came: with it, taking the payload in again ends in the same answers. */
export type Arrival = LogEventsArrival | TrailArrival | SessionsArrival;

export interface LogEventsArrival {
  readonly kind: "log-events";
  readonly partition: string;
  readonly region: string;
  /** The log group was one of session logs, and held those of SageMaker endpoints only. */
  readonly sessionLog: boolean;
  readonly declared: boolean;
  readonly read: string;
  readonly firstOrdinal: number;
  /** The setting, where it was not 1,440. */
  readonly sessionMinutes?: number;
}

export interface TrailArrival {
  readonly kind: "trail-records";
  readonly partition: string;
  readonly region: string;
}

/** What DescribeSessions said: the service forgets it after 30 days. */
export interface SessionsArrival {
  readonly kind: "described-sessions";
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** When it said so, epoch milliseconds. */
  readonly asOf: number;
}

/** A payload as it came, or as what was made of a file's page: JSON, gzip or not yet. */
export type Payload =
  | { readonly is: "gzip"; readonly bytes: Uint8Array }
  | { readonly is: "value"; readonly value: unknown };

/** The evidence archive as those see it who take evidence in: it only grows. */
export interface Archive {
  /**
   * Keeps a payload under its hash, whole or not at all; once this resolves it outlives a crash.
   * `time` (epoch milliseconds) is the payload's own. Keeping it again changes nothing.
   */
  keep(arrival: Arrival, time: number, payload: Payload): Promise<void>;
}

/** What lies in the archive's place. */
export type ArchiveEntry =
  | { readonly is: "entry"; readonly name: string }
  /** Not of our making, or of a writer that died half-way. */
  | { readonly is: "foreign" | "unfinished"; readonly name: string };

export type Opened =
  | { readonly is: "payload"; readonly arrival: Arrival; readonly value: unknown }
  /** `altered`: its bytes are not those that its name was made of; `unreadable`: they are, and yet. */
  | { readonly is: "missing" | "altered" | "unreadable"; readonly why: string };

/** The archive as those see it who check it and rebuild from it. */
export interface OpenArchive extends Archive {
  /** Where it is, for messages. */
  readonly place: string;
  /** By the payloads' own time. */
  list(): AsyncIterable<ArchiveEntry>;
  open(name: string): Promise<Opened>;
  /** Once what it held is kept again without text that was removed by hand. */
  remove(name: string): Promise<void>;
}
