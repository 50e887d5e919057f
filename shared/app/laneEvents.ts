import type { Fragment, LaneEvent } from "../session/Fragment.ts";
import { uniteEvents } from "../session/uniteEvents.ts";
import { laneFragments, type LaneRange } from "./laneFragments.ts";
import type { Store } from "./Store.ts";

/** A fragment, or what is left of it, and how far it reaches. */
interface Open {
  readonly fragment: Fragment;
  readonly first: number;
  readonly last: number;
}

/**
 * The lane's events of that time, each once, in order, in runs of bounded size: fragments are
 * united as far as no later one can reach back.
 */
export async function* laneEvents(store: Store, range: LaneRange): AsyncIterable<LaneEvent[]> {
  let open: Open[] = [];
  for await (const { first, fragment } of laneFragments(store, range)) {
    const [closed, rest] = cut(open, first);
    if (closed.length > 0) yield within(uniteEvents(closed), range);
    open = rest;
    open.push(...opened(fragment));
  }
  yield within(uniteEvents(open.map(({ fragment }) => fragment)), range);
}

const within = (events: readonly LaneEvent[], { from, to }: LaneRange): LaneEvent[] =>
  events.filter(({ timestamp }) => from <= timestamp && timestamp <= to);

/** What lies before `bound`, which nothing to come can touch, apart from the rest. */
function cut(open: Open[], bound: number): [Fragment[], Open[]] {
  if (open.every(({ first }) => first >= bound)) return [[], open];
  const closed: Fragment[] = [];
  const rest: Open[] = [];
  for (const one of open) {
    if (one.last < bound) closed.push(one.fragment);
    else if (one.first >= bound) rest.push(one);
    else {
      const part = (keep: (timestamp: number) => boolean): Fragment => ({
        ...one.fragment,
        events: one.fragment.events.filter(({ timestamp }) => keep(timestamp)),
      });
      closed.push(part((timestamp) => timestamp < bound));
      rest.push(...opened(part((timestamp) => timestamp >= bound)));
    }
  }
  return [closed, rest];
}

function opened(fragment: Fragment): Open[] {
  let [first, last] = [Infinity, -Infinity];
  for (const { timestamp } of fragment.events) {
    first = Math.min(first, timestamp);
    last = Math.max(last, timestamp);
  }
  return fragment.events.length === 0 ? [] : [{ fragment, first, last }];
}
