import type { EndpointStream } from "../logs/Stream.ts";
import type { SeenTarget } from "../session/endpointEvidence.ts";
import {
  endpointKey,
  endpointsPartition,
  targetSort,
  targetsPartition,
  type Key,
} from "../session/keys.ts";
import { timeOf } from "../session/Position.ts";
import { mergeSeen, seenRow, type SeenRow } from "../session/SeenRow.ts";
import { formatTargetId } from "../target/formatTargetId.ts";
import { scopeOf } from "./loadWindows.ts";
import type { Ports } from "./Ports.ts";
import { StoreError } from "./StoreError.ts";

/** Adds to what is known of the endpoint and its targets. */
export async function keepTargets(
  ports: Ports,
  lane: string,
  { endpoint }: EndpointStream,
  targets: readonly SeenTarget[],
): Promise<void> {
  const scope = scopeOf(lane);
  const seen = new Map<string, { key: Key<SeenRow>; row: SeenRow }>();
  const add = (key: Key<SeenRow>, row: SeenRow): void => {
    const name = `${key.partition}\n${key.sort}`;
    const known = seen.get(name);
    seen.set(name, { key, row: known === undefined ? row : mergeSeen(known.row, row) });
  };
  for (const { target, announced, channel, at } of targets) {
    const time = timeOf(at.position);
    const sort = targetSort(target.variant, target.instance, target.container ?? null);
    const partition = targetsPartition(scope, endpoint);
    add(
      { partition, sort },
      seenRow(formatTargetId(target), announced, at.position, time, channel),
    );
    add(
      { partition: endpointsPartition(scope), sort: endpointKey(endpoint) },
      seenRow(endpoint, true, at.position, time),
    );
  }
  await mergeAll(ports, [...seen.values()]);
}

const ROUNDS = 40;

/** Adds to the rows as they are kept. */
export async function mergeAll(
  { store, pause }: Pick<Ports, "store" | "pause">,
  rows: readonly { key: Key<SeenRow>; row: SeenRow }[],
): Promise<void> {
  let waiting = rows;
  for (let round = 0; waiting.length > 0; round++) {
    if (round >= ROUNDS) throw new StoreError("contended", "targets: other writers kept winning");
    if (round > 0) await pause(5 * 2 ** Math.min(round, 8));
    const kept = await store.load(waiting.map(({ key }) => key));
    const lost = await Promise.all(
      waiting.map(async ({ key, row }, n) => {
        const before = kept[n];
        const after = before === undefined ? row : mergeSeen(before.value, row);
        if (before !== undefined && JSON.stringify(before.value) === JSON.stringify(after))
          return false;
        return !(await store.save(key, after, before?.version ?? 0));
      }),
    );
    waiting = waiting.filter((_, n) => lost[n]);
  }
}

/** The containers that ever spoke on the instance. */
export async function listContainers(
  { store }: Pick<Ports, "store">,
  lane: string,
  { endpoint, variant, instance }: EndpointStream,
): Promise<string[]> {
  const from = targetSort(variant, instance, "");
  const rows = store.list<SeenRow>({
    partition: targetsPartition(scopeOf(lane), endpoint),
    from,
    to: `${from}~`,
  });
  const containers: string[] = [];
  for await (const { value } of rows) {
    const container = value.spelling.text.split("_").slice(3).join("_");
    if (container !== "") containers.push(container);
  }
  return containers;
}
