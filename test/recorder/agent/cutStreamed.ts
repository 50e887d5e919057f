import type { LogEvent } from "../../../shared/logs/LogEvent.ts";
import { linesOf, type Recording } from "../Recording.ts";
import { formatRecord } from "./formatRecord.ts";
import type { SessionFacts } from "./SessionFacts.ts";
import { stripAnsi } from "./stripAnsi.ts";

/**
 * The most bytes of one event, counted when escape sequences are stripped and CR and tabs are not
 * yet cleaned. It is the read buffer's size too: a longer raw line comes in pieces, each as soon as it
 * fills the buffer.
 */
export const STREAMED_EVENT_BYTES = 33_000;
const EVENTS_PER_TICK = 4;

/** A log event before CloudWatch Logs gives it an ID. */
export type Shipped = Omit<LogEvent, "id">;

/** The session's start (epoch milliseconds), and how many seconds later the first tick comes. */
export interface Clock {
  readonly startedAt: number;
  readonly firstTick: number;
}

/**
 * Session data as the agent streams it: every second, the whole lines printed since the last tick,
 * cleaned, in JSON records. What has no LF yet waits for it, or for the end of the session.
 *
 *     printed   # l s LF a LF b LF # e x i t LF
 *     ticks     |         |         |        |
 *     records    ["# ls"]  ["a","b"]         ["# exit"]
 */
export function cutStreamed(recording: Recording, facts: SessionFacts, clock: Clock): Shipped[] {
  const lines = linesOf(recording, STREAMED_EVENT_BYTES);
  const shipped: Shipped[] = [];
  let next = 0;
  for (let tick = clock.firstTick; next < lines.length; tick++) {
    const late = lines.findIndex(({ at }, index) => index >= next && at >= tick);
    const ready = lines.slice(next, late < 0 ? lines.length : late).map(({ bytes }) => bytes);
    const timestamp = clock.startedAt + Math.round(tick * 1000);
    for (const event of fillEvents(ready, STREAMED_EVENT_BYTES, strippedLength).slice(
      0,
      EVENTS_PER_TICK,
    )) {
      shipped.push({ timestamp, message: formatRecord(event, facts, timestamp) });
      next += event.length;
    }
  }
  return shipped;
}

/** Lines put together into events of at most `most` bytes. */
export function fillEvents(
  lines: readonly Buffer[],
  most: number,
  lengthOf: (line: Buffer) => number,
): Buffer[][] {
  const events: Buffer[][] = [];
  let filled = 0;
  for (const line of lines) {
    const current = events.at(-1);
    const length = lengthOf(line);
    if (current === undefined || filled + length > most) {
      events.push([line]);
      filled = length;
    } else {
      current.push(line);
      filled += length;
    }
  }
  return events;
}

/** What the strip leaves of a line: all of it where it finds the line broken. */
export const strippedLength = (line: Buffer): number => (stripAnsi(line) ?? line).length;
