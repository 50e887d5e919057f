import type { Fragment, LaneEvent } from "../session/Fragment.ts";
import { fragmentPartition } from "../session/keys.ts";
import { startOfTime, timeOf } from "../session/Position.ts";
import { uniteEvents } from "../session/uniteEvents.ts";
import type { Store } from "./Store.ts";

export interface LaneRange {
  readonly lane: string;
  /** Epoch milliseconds, both ends inclusive. */
  readonly from: number;
  readonly to: number;
  /** No fragment of the lane spans more. */
  readonly longestSpan: number;
  /** About how many fragments the caller means to read; all of them, unless told. */
  readonly expect?: number;
}

/**
 * The lane's events of that time, each once, in order, in runs of bounded size: fragments are
 * united as far as no later one can reach back.
 */
export async function* laneEvents(store: Store, range: LaneRange): AsyncIterable<LaneEvent[]> {
  let open: Fragment[] = [];
  const fragments = store.list<Fragment>({
    partition: fragmentPartition(range.lane),
    from: startOfTime(range.from - range.longestSpan),
    to: `${startOfTime(range.to)}~`,
    ...(range.expect === undefined ? {} : { expect: range.expect }),
  });
  for await (const { sort, value } of fragments) {
    const bound = timeOf(sort);
    const [closed, rest] = cut(open, bound);
    yield within(uniteEvents(closed), range);
    open = [...rest, value];
  }
  yield within(uniteEvents(open), range);
}

const within = (events: readonly LaneEvent[], { from, to }: LaneRange): LaneEvent[] =>
  events.filter(({ timestamp }) => from <= timestamp && timestamp <= to);

/** What lies before `bound`, which nothing to come can touch, apart from the rest. */
function cut(open: readonly Fragment[], bound: number): [Fragment[], Fragment[]] {
  const part = (keep: (timestamp: number) => boolean): Fragment[] =>
    open
      .map((fragment) => ({
        ...fragment,
        events: fragment.events.filter((e) => keep(e.timestamp)),
      }))
      .filter(({ events }) => events.length > 0);
  return [part((timestamp) => timestamp < bound), part((timestamp) => timestamp >= bound)];
}
