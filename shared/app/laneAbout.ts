import { lanePartition, laneSort, type Key } from "../session/keys.ts";
import { mergeLaneAbout, NO_LANE, type LaneAbout } from "../session/LaneAbout.ts";
import { StoreError } from "./StoreError.ts";
import type { Ports } from "./Ports.ts";
import type { Store } from "./Store.ts";

const laneKey = (lane: string): Key<LaneAbout> => ({
  partition: lanePartition(lane),
  sort: laneSort,
});

export async function loadLane(store: Store, lane: string): Promise<LaneAbout> {
  const [kept] = await store.load([laneKey(lane)]);
  return kept?.value ?? NO_LANE;
}

const ROUNDS = 40;

/** Adds to what is known of the lane. */
export async function learnLane(ports: Ports, lane: string, learnt: LaneAbout): Promise<LaneAbout> {
  return changeLane(ports, lane, (before) => mergeLaneAbout(before, learnt));
}

/** Says that the lane's text was read again with this gap. */
export async function settleGap(ports: Ports, lane: string, gap: LaneAbout["gap"]): Promise<void> {
  await changeLane(ports, lane, (before) =>
    before.gap?.spaces === gap?.spaces ? { ...before, regap: false } : before,
  );
}

async function changeLane(
  { store, pause }: Ports,
  lane: string,
  change: (before: LaneAbout) => LaneAbout,
): Promise<LaneAbout> {
  for (let round = 0; round < ROUNDS; round++) {
    const [kept] = await store.load([laneKey(lane)]);
    const before = kept?.value ?? NO_LANE;
    const after = change(before);
    if (JSON.stringify(before) === JSON.stringify(after)) return after;
    if (await store.save(laneKey(lane), after, kept?.version ?? 0)) return after;
    await pause(5 * 2 ** Math.min(round, 8));
  }
  throw new StoreError("contended", `${lane}: other writers kept winning`);
}
