import type { LogEvent } from "../../logs/LogEvent.ts";

export interface GroupSummary {
  readonly logGroup: string;
  /** The group's ARN; it names account and region. */
  readonly arn: string;
  /** Epoch milliseconds; null where the service does not say. */
  readonly created: number | null;
  /** Null: for ever. */
  readonly retentionDays: number | null;
  /** Only groups of the standard class can be subscribed to, or read event by event. */
  readonly standard: boolean;
  /** A data protection policy masks what it finds, for every reader and every subscriber. */
  readonly masked: boolean;
}

export interface StreamSummary {
  readonly logStream: string;
  /** The stream's ARN; it names account and region. */
  readonly arn: string;
  /** Epoch milliseconds; up to an hour late, null where there are no events. */
  readonly firstEvent: number | null;
  readonly lastEvent: number | null;
  /** When anything last came in, epoch milliseconds; null where nothing ever did. */
  readonly lastIngestion: number | null;
}

export interface StreamEvent {
  readonly logStream: string;
  readonly event: LogEvent;
  /** When CloudWatch Logs took it in, epoch milliseconds; null where it doesn't say. */
  readonly ingested: number | null;
}

export interface EventsWanted {
  readonly logGroup: string;
  readonly logStreams: readonly string[];
  /** CloudWatch Logs' filter pattern; every event without one. */
  readonly pattern?: string;
  /** How many events to read at most. */
  readonly most: number;
}

export interface EventRange {
  readonly logGroup: string;
  /** At most 100; empty: all of them. */
  readonly logStreams: readonly string[];
  /** Epoch milliseconds, both ends inclusive. */
  readonly from: number;
  readonly to: number;
}

/** CloudWatch Logs as far as it is read; everything throws `SourceError`. */
export interface LogReader {
  /** Log groups whose name begins so, in the service's order. */
  listGroups(prefix: string): AsyncIterable<GroupSummary>;
  /** Undefined where there is no such log group. */
  listStreams(logGroup: string): Promise<readonly StreamSummary[] | undefined>;
  /** Oldest first. */
  listEvents(wanted: EventsWanted): AsyncIterable<StreamEvent>;
  /** All events of that time, oldest first, page by page; a page may be empty. */
  readPages(range: EventRange): AsyncIterable<readonly StreamEvent[]>;
  close(): void;
}
