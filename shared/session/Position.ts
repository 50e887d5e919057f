import type { LogEvent } from "../logs/LogEvent.ts";

/**
 * Where a log event stands in its stream, as text whose byte order is the stream's order:
 *
 *     0001762604400312 . d56 3801762604400312…      16 digits of milliseconds, then the event ID
 *     0001762604400312 . ~ 3f9a…  0000042           no ID: the read it came in, and its place there
 *
 * Two texts under one ID differ in a suffix `!n`.
 */
export type Position = string;

const NUMERIC_ID = /^[0-9]{1,64}$/;
const LONGEST_ID = 160;

/** Thirteen digits until the year 2286. */
export function padTime(timestamp: number): string {
  const digits = String(timestamp);
  return digits.length === 13 ? `000${digits}` : digits.padStart(16, "0");
}

export function positionOf(event: LogEvent, read: string, ordinal: number): Position {
  const time = padTime(event.timestamp);
  if (event.id === null) return `${time}.~${read}.${String(ordinal).padStart(7, "0")}`;
  if (NUMERIC_ID.test(event.id))
    return `${time}.d${String(event.id.length).padStart(2, "0")}${event.id}`;
  return `${time}.e${encodeId(event.id)}`;
}

// A hostile ID may hold anything; lone surrogates are the one thing that can't be encoded.
const encodeId = (id: string): string =>
  encodeURIComponent(id.toWellFormed()).replaceAll("!", "%21").slice(0, LONGEST_ID);

export const timeOf = (position: Position): number => Number(position.slice(0, 16));

/** The event's ID, or null where the source gave none. */
export function eventIdOf(position: Position): string | null {
  const tail = undisputed(position).slice(17);
  if (tail.startsWith("d")) return tail.slice(3);
  return tail.startsWith("e") ? tail.slice(1) : null;
}

/** Before every position at or after that time. */
export const startOfTime = (timestamp: number): Position => padTime(Math.max(0, timestamp));

/** Later times have five-digit years, which sort before these. */
const LAST_TIME = Date.parse("9999-12-31T23:59:59.999Z");

/** `2026-11-22`, UTC. */
export const dayOf = (timestamp: number): string =>
  new Date(Math.max(0, Math.min(timestamp, LAST_TIME))).toISOString().slice(0, 10);

/** Where the event stood while its ID had one text, which sorts before where it stands with two. */
export const undisputed = (position: Position): Position => position.replace(/![0-9]+$/, "");

/** Just after that event and any other text that came under its ID. */
export const justAfter = (position: Position): Position => `${position}!~`;

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
