import { NO_FACTS } from "../../session/Facts.ts";
import type { ListingPointer } from "../../session/headRows.ts";
import { listingPartition } from "../../session/keys.ts";
import { dayOf } from "../../session/Position.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import { boundedPorts, DELIVERY_MS } from "../boundedPorts.ts";
import { placeMoved } from "../placeMoved.ts";
import type { Ports } from "../Ports.ts";
import { DEAD_AFTER_MS, loadCurrent, settleReading } from "../settleReading.ts";
import type { Run } from "./Run.ts";

/**
 * Finishes what dead attempts left: readings whose rows lag behind their head, and terminal lines
 * that wait to be placed again. Returns how many it finished.
 */
export async function finishReadings(ports: Ports, run: Run, since: number): Promise<number> {
  const { store } = ports;
  let finished = 0;
  const seen = new Set<string>();
  for (const by of ["scope", "withheld"] as const) {
    const rows = store.list<ListingPointer>({
      partition: listingPartition({ by, scope: run.scope }),
      from: dayOf(since),
    });
    for await (const { value } of rows) {
      if (!run.mayGoOn()) return finished;
      if (seen.has(value.partition)) continue;
      seen.add(value.partition);
      if (await finishReading(ports, run, value.partition)) finished++;
    }
  }
  return finished;
}

async function finishReading(ports: Ports, run: Run, partition: string): Promise<boolean> {
  const { head, inFlight } = await loadCurrent(ports, partition);
  if (head === undefined) return false;
  const dead = ports.now() - DEAD_AFTER_MS;
  const alive = inFlight.some(({ at }) => at > dead);
  // Whoever is at it places the lines too.
  if (alive || (inFlight.length === 0 && head.value.moved === null)) return false;
  if (head.value.moved !== null && isRecent(head.value, dead)) return false;
  const { ref } = head.value;
  const attemptId = `${run.id}-${++run.delivered}`;
  const bounded = boundedPorts(ports, DELIVERY_MS);
  await bounded.store.exclusively(async () => {
    if (inFlight.length > 0)
      await settleReading(bounded, { ref, facts: NO_FACTS, texts: [] }, attemptId);
    await placeMoved(bounded, ref, attemptId);
  });
  return true;
}

/** Its last attempt is done with the rows, and may be placing lines right now. */
const isRecent = ({ pending }: ReadingHead, dead: number): boolean =>
  pending.some(({ at }) => at > dead);
