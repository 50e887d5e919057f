import type { Facts } from "./Facts.ts";
import { compare, timeOf } from "./Position.ts";
import { serviceEnd, serviceStart } from "./serviceWord.ts";

/** Minutes that Session Manager allows a session at most; its own setting may allow fewer. */
export const LONGEST_SESSION_MINUTES = 1_440;
export const LONGEST_SESSION_MS = LONGEST_SESSION_MINUTES * 60_000;
/** Agent lines and terminal lines reach the stream through different buffers. */
export const MARGIN_MS = 2_000;

/** When a session was open, epoch milliseconds, both ends inclusive, without margin. */
export interface Window {
  readonly sessionId: string;
  readonly from: number;
  readonly to: number;
  /** The service knows the session; else it is known from text alone. */
  readonly known: boolean;
}

/**
 * A line of the agent this soon after the service opened the session is where its text begins: a
 * bound that the service's whole seconds confirm.
 */
const CONFIRMED_MS = 3_000;

/**
 * The session's window; undefined while nothing says when. Where the service says when it began and
 * ended, no text does; else any agent line naming it opens it, and the last that ends it ends it.
 */
export function windowOf(sessionId: string, facts: Facts): Window | undefined {
  const end = endOf(facts);
  const from = startOf(facts) ?? end;
  if (from === null) return undefined;
  // The setting bounds what nobody ended; the service's own end needs no setting.
  const longest = serviceEnd(facts) === null ? facts.longest : undefined;
  const latest = from + (longest ?? LONGEST_SESSION_MINUTES) * 60_000;
  const to = end === null ? latest : Math.max(from, Math.min(latest, end));
  return { sessionId, from, to, known: facts.service !== undefined };
}

/** Epoch milliseconds; null while nothing says when it began. */
export function startOf(facts: Facts): number | null {
  const said = facts.opened === null ? null : timeOf(facts.opened.position);
  const start = serviceStart(facts);
  if (start === null || said === null) return start ?? said;
  return start <= said && said <= start + CONFIRMED_MS ? said : start;
}

/**
 * Lists and lanes hold a session under the time at which text first named it, while that is so near
 * to when it began: a trail record that comes late then moves no row.
 */
export const NEAR_MS = 60_000;

export const nearTo = (from: number, said: number | null): number =>
  said !== null && Math.abs(said - from) <= NEAR_MS ? said : from;

/** Epoch milliseconds; null while nothing ended it. */
export function endOf(facts: Facts): number | null {
  const said = facts.ended === null ? null : timeOf(facts.ended.position);
  const start = serviceStart(facts);
  // A line that ends a session before the service opened it ends nothing.
  const ends = said !== null && (start === null || said >= start);
  return serviceEnd(facts) ?? (ends ? said : null);
}

/**
 * Which sessions a terminal line of that time may belong to, in byte order. A session that the
 * service knows outranks those known from text alone; then a window that holds the line as it is
 * outranks one that holds it by its margin only.
 */
export function candidatesAt(windows: readonly Window[], timestamp: number): string[] {
  for (const known of [true, false])
    for (const margin of [0, MARGIN_MS]) {
      const found = sessionsAt(windows, timestamp, margin, known);
      if (found.length > 0) return found;
    }
  return [];
}

/** A loop and no chain of lists: every terminal line is asked about. */
function sessionsAt(
  windows: readonly Window[],
  timestamp: number,
  margin: number,
  wanted: boolean,
): string[] {
  const found: string[] = [];
  for (const { sessionId, from, to, known } of windows) {
    const holds = known === wanted && from - margin <= timestamp && timestamp <= to + margin;
    if (holds && !found.includes(sessionId)) found.push(sessionId);
  }
  return found.length < 2 ? found : found.sort(compare);
}
