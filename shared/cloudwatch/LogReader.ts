import type { LogEvent } from "../logs/LogEvent.ts";

export interface StreamSummary {
  readonly logStream: string;
  /** The stream's ARN; it names account and region. */
  readonly arn: string;
  /** Epoch milliseconds; up to an hour late, null where there are no events. */
  readonly firstEvent: number | null;
  readonly lastEvent: number | null;
}

export interface StreamEvent {
  readonly logStream: string;
  readonly event: LogEvent;
}

export interface EventsWanted {
  readonly logGroup: string;
  readonly logStreams: readonly string[];
  /** CloudWatch Logs' filter pattern; every event without one. */
  readonly pattern?: string;
  /** How many events to read at most. */
  readonly most: number;
}

/** CloudWatch Logs as far as it is read; both throw `SourceError`. */
export interface LogReader {
  /** Undefined where there is no such log group. */
  listStreams(logGroup: string): Promise<readonly StreamSummary[] | undefined>;
  /** Oldest first. */
  listEvents(wanted: EventsWanted): AsyncIterable<StreamEvent>;
  close(): void;
}
