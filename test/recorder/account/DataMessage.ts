import type { LogEvent } from "../../../shared/logs/LogEvent.ts";
import type { Shipped } from "../agent/cutStreamed.ts";

/** A decoded subscription event, as CloudWatch Logs delivers it to a function. */
export interface DataMessage {
  readonly messageType: "DATA_MESSAGE";
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly subscriptionFilters: readonly string[];
  readonly logEvents: readonly LogEvent[];
}

export interface Stream {
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
}

const MOST_EVENTS = 64;
const PAUSE_MS = 5_000;

/** A stream's events in the batches a subscriber would see: what came within seconds, together. */
export function batchEvents(stream: Stream, shipped: readonly Shipped[]): DataMessage[] {
  const inOrder = [...shipped].sort((one, other) => one.timestamp - other.timestamp);
  const batches: LogEvent[][] = [];
  for (const [index, event] of inOrder.entries()) {
    const known: LogEvent = { id: formatEventId(event.timestamp, index), ...event };
    const batch = batches.at(-1);
    const before = batch?.at(-1);
    const follows = before !== undefined && event.timestamp - before.timestamp < PAUSE_MS;
    if (batch !== undefined && follows && batch.length < MOST_EVENTS) batch.push(known);
    else batches.push([known]);
  }
  return batches.map((logEvents) => ({
    messageType: "DATA_MESSAGE",
    ...stream,
    subscriptionFilters: ["ssmtrail"],
    logEvents,
  }));
}

/** 56 decimal digits that grow with time and, within a stream, with the order of arrival. */
function formatEventId(timestamp: number, index: number): string {
  const time = String(timestamp).padStart(14, "0");
  return `39${time}${String(index).padStart(10, "0")}${String(timestamp * 7919 + index).padStart(30, "0")}`;
}
