import type { LogEvent } from "../../logs/LogEvent.ts";
import { parseLane } from "../../session/Lane.ts";
import { coveragePartition, takingSort, type Key } from "../../session/keys.ts";
import { UNKNOWN } from "../../target/Scope.ts";
import { boundedPorts, DELIVERY_MS } from "../boundedPorts.ts";
import { ingest } from "../ingest.ts";
import { loadLane } from "../laneAbout.ts";
import { laneFragments } from "../laneFragments.ts";
import type { Ports } from "../Ports.ts";
import { DEAD_AFTER_MS } from "../settleReading.ts";
import type { Stretch } from "./eachWindow.ts";
import type { Run } from "./Run.ts";

/** Events that are being taken in: nobody delivers a re-read again, so it is written down. */
interface Taking extends Stretch {
  readonly lane: string;
  /** Epoch milliseconds */
  readonly at: number;
}

/** Takes events of one stream in, as a delivery of its own. */
export async function takeEvents(
  ports: Ports,
  run: Run,
  lane: string,
  events: readonly LogEvent[],
): Promise<void> {
  const attemptId = `${run.id}-${++run.delivered}`;
  const times = events.map(({ timestamp }) => timestamp);
  const key = keyOf(run, attemptId);
  const taking = {
    lane,
    from: Math.min(...times),
    to: Math.max(...times),
    at: ports.now(),
  };
  await ports.store.change([{ key, value: taking }], []);
  await deliver(ports, run, lane, events, attemptId);
  await ports.store.change([], [key]);
}

const keyOf = ({ scope }: Run, attemptId: string): Key<Taking> => ({
  partition: coveragePartition(scope),
  sort: takingSort(attemptId),
});

async function deliver(
  ports: Ports,
  run: Run,
  lane: string,
  events: readonly LogEvent[],
  attemptId: string,
): Promise<void> {
  const parsed = parseLane(lane);
  if (parsed === undefined) return;
  const { scope, logGroup, logStream } = parsed;
  const owner = scope.accountId === UNKNOWN ? "" : scope.accountId;
  const message = { owner, logGroup, logStream, subscriptionFilters: [], events, rejected: [] };
  const delivery = { attemptId, read: "live", firstOrdinal: 0 };
  await ingest(boundedPorts(ports, DELIVERY_MS), run.settings, message, delivery);
}

/**
 * Finishes what a run that died was taking in: what of it is held, something may yet have to be
 * made of; what is not held, the re-read finds. Returns how many deliveries it finished.
 */
export async function finishTakings(ports: Ports, run: Run): Promise<number> {
  const { store } = ports;
  const dead = ports.now() - DEAD_AFTER_MS;
  const found: { key: Key<Taking>; taking: Taking }[] = [];
  const rows = store.list<Taking>({
    partition: coveragePartition(run.scope),
    from: takingSort(""),
    to: takingSort("~"),
  });
  for await (const { partition, sort, value } of rows)
    if (value.at <= dead) found.push({ key: { partition, sort }, taking: value });
  for (const { key, taking } of found) {
    const events = await heldEvents(ports, taking);
    if (events.length > 0) await takeEvents(ports, run, taking.lane, events);
    await store.change([], [key]);
  }
  return found.length;
}

async function heldEvents({ store }: Ports, { lane, from, to }: Taking): Promise<LogEvent[]> {
  const { reaches } = await loadLane(store, lane);
  const events: LogEvent[] = [];
  for await (const { fragment } of laneFragments(store, { lane, from, to, reaches }))
    for (const { id, timestamp, message } of fragment.events)
      if (id !== null && from <= timestamp && timestamp <= to)
        events.push({ id, timestamp, message });
  return events;
}
