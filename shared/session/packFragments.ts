import type { LogEvent } from "../logs/LogEvent.ts";
import type { Fragment, FragmentEvent } from "./Fragment.ts";
import { LONGEST_REACH_MS } from "./Reach.ts";

/** Small enough that a page of them is read at once, large enough to compress well. */
const MOST_UNITS = 256 * 1024;
const MOST_EVENTS = 4_000;

/** One delivery's events as fragments, in the order given; each event lies in exactly one. */
export function packFragments(
  lane: string,
  read: string,
  events: readonly LogEvent[],
  firstOrdinal = 0,
): Fragment[] {
  const fragments: Fragment[] = [];
  let open: FragmentEvent[] = [];
  let units = 0;
  let [first, last] = [0, 0];
  const close = (): void => {
    if (open.length > 0) fragments.push({ lane, read, events: open });
    [open, units] = [[], 0];
  };
  events.forEach((event, n) => {
    const [lowest, highest] =
      open.length === 0
        ? [event.timestamp, event.timestamp]
        : [Math.min(first, event.timestamp), Math.max(last, event.timestamp)];
    const full =
      units + event.message.length > MOST_UNITS ||
      open.length >= MOST_EVENTS ||
      highest - lowest > LONGEST_REACH_MS;
    if (full) close();
    [first, last] =
      full || open.length === 0 ? [event.timestamp, event.timestamp] : [lowest, highest];
    open.push({
      id: event.id,
      timestamp: event.timestamp,
      message: event.message,
      ordinal: firstOrdinal + n,
    });
    units += event.message.length;
  });
  close();
  return fragments;
}
