import type { Facts } from "./Facts.ts";
import { compare, timeOf } from "./Position.ts";

/** The longest life that Session Manager allows, which a session without a known end may have. */
export const LONGEST_SESSION_MS = 1_440 * 60_000;
/** Agent lines and terminal lines reach the stream through different buffers. */
export const MARGIN_MS = 2_000;

/** When a session was open, epoch milliseconds, both ends inclusive, without margin. */
export interface Window {
  readonly sessionId: string;
  readonly from: number;
  readonly to: number;
}

/** The session's window as its facts tell it; undefined while nothing says when. */
export function windowOf(sessionId: string, facts: Facts): Window | undefined {
  const { opened, ended } = facts;
  const from = opened ?? ended;
  if (from === null) return undefined;
  const start = timeOf(from.position);
  const latest = start + LONGEST_SESSION_MS;
  const to = ended === null ? latest : Math.min(latest, timeOf(ended.position));
  return { sessionId, from: start, to: Math.max(start, to) };
}

/**
 * Which sessions a terminal line of that time may belong to, in byte order. A window that holds
 * the line as it is outranks one that holds it by its margin only.
 */
export function candidatesAt(windows: readonly Window[], timestamp: number): string[] {
  const within = sessionsAt(windows, timestamp, 0);
  return within.length > 0 ? within : sessionsAt(windows, timestamp, MARGIN_MS);
}

/** A loop and no chain of lists: every terminal line is asked about. */
function sessionsAt(windows: readonly Window[], timestamp: number, margin: number): string[] {
  const found: string[] = [];
  for (const { sessionId, from, to } of windows)
    if (from - margin <= timestamp && timestamp <= to + margin && !found.includes(sessionId))
      found.push(sessionId);
  return found.length < 2 ? found : found.sort(compare);
}
