import type { FragmentEvent } from "./Fragment.ts";

/**
 * How many milliseconds a fragment may reach past its first event. Whoever reads a stream from a
 * time on begins that much earlier, so fragments of one reach lie together: those of a flood of
 * output are dense and short, and must not be read again and again because others are long.
 */
export type Reach = (typeof REACHES_MS)[number];

export const REACHES_MS = [2, 64, 1_024, 16_384] as const;

/** No fragment spans more. */
export const LONGEST_REACH_MS = 16_384;

/** So little text that its place doesn't matter; a quiet stream then has one reach, and one query. */
const SMALL_UNITS = 4 * 1024;

export function reachOf(events: readonly FragmentEvent[]): Reach {
  let [first, last, units] = [Infinity, -Infinity, 0];
  for (const { timestamp, message } of events) {
    first = Math.min(first, timestamp);
    last = Math.max(last, timestamp);
    units += message.length;
  }
  if (units < SMALL_UNITS) return LONGEST_REACH_MS;
  return REACHES_MS.find((reach) => last - first <= reach) ?? LONGEST_REACH_MS;
}
