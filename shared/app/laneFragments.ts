import type { Fragment } from "../session/Fragment.ts";
import { fragmentPartition, fragmentRange, type Key } from "../session/keys.ts";
import type { LaneAbout } from "../session/LaneAbout.ts";
import type { Store } from "./Store.ts";

export interface LaneRange {
  readonly lane: string;
  /** Epoch milliseconds, both ends inclusive. */
  readonly from: number;
  readonly to: number;
  /** How far the lane's fragments reach. */
  readonly reaches: LaneAbout["reaches"];
  /** About how many fragments the caller means to read; all of them, unless told. */
  readonly expect?: number;
}

interface Found {
  readonly key: Key<Fragment>;
  /** The first event's time, epoch milliseconds. */
  readonly first: number;
  readonly fragment: Fragment;
}

/** The fragments that can hold events of that time, by the time of their first event. */
export async function* laneFragments(store: Store, range: LaneRange): AsyncIterable<Found> {
  const runs = range.reaches.map((reach) => ofReach(store, range, reach));
  const ahead = await Promise.all(runs.map((run) => run.next()));
  for (;;) {
    const least = earliest(ahead);
    const found = ahead[least];
    if (found === undefined || found.done === true) return;
    yield found.value;
    const next = await runs[least]?.next();
    if (next !== undefined) ahead[least] = next;
  }
}

function earliest(ahead: readonly IteratorResult<Found, void>[]): number {
  let least = -1;
  let time = Infinity;
  for (const [n, one] of ahead.entries())
    if (one.done !== true && one.value.first < time) [least, time] = [n, one.value.first];
  return least;
}

async function* ofReach(
  store: Store,
  { lane, from, to, expect }: LaneRange,
  reach: LaneAbout["reaches"][number],
): AsyncGenerator<Found, void> {
  const rows = store.list<Fragment>({
    partition: fragmentPartition(lane),
    ...fragmentRange(reach, from, to),
    ...(expect === undefined ? {} : { expect }),
  });
  for await (const { partition, sort, value } of rows)
    yield { key: { partition, sort }, first: firstTimeOf(sort), fragment: value };
}

const firstTimeOf = (sort: string): number =>
  Number(sort.slice(sort.indexOf("|") + 1).slice(0, 16));
