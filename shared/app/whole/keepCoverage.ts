import {
  NOT_COVERED,
  notCovered,
  type Coverage,
  type GroupCoverage,
} from "../../session/Coverage.ts";
import {
  coveragePartition,
  groupCoverageSort,
  otherCoverageSort,
  type Key,
} from "../../session/keys.ts";
import type { Ports } from "../Ports.ts";
import type { Store } from "../Store.ts";
import { StoreError } from "../StoreError.ts";

const ROUNDS = 20;

/** Changes what is kept under the key, whoever else does too. */
export async function changeKept<T>(
  { store, pause }: Pick<Ports, "store" | "pause">,
  key: Key<T>,
  change: (before: T | undefined) => T,
): Promise<T> {
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await pause(5 * 2 ** Math.min(round, 8));
    const [kept] = await store.load([key]);
    const after = change(kept?.value);
    if (kept !== undefined && JSON.stringify(kept.value) === JSON.stringify(after)) return after;
    if (await store.save(key, after, kept?.version ?? 0)) return after;
  }
  throw new StoreError("contended", `${key.partition}: other writers kept winning`);
}

const groupKey = (scope: string, { logGroup, endpoint }: WatchedGroup): Key<GroupCoverage> => ({
  partition: coveragePartition(scope),
  sort: groupCoverageSort(logGroup, endpoint),
});

export interface WatchedGroup {
  readonly logGroup: string;
  readonly endpoint: string | null;
}

export const changeGroup = (
  ports: Ports,
  scope: string,
  group: WatchedGroup,
  change: (before: GroupCoverage) => GroupCoverage,
): Promise<GroupCoverage> =>
  changeKept(ports, groupKey(scope, group), (before) =>
    change(before ?? notCovered(group.logGroup, group.endpoint)),
  );

/** Every log group that was ever watched, or those whose rows begin so. */
export async function listGroupCoverage(
  store: Store,
  scope: string,
  start = "group#",
): Promise<GroupCoverage[]> {
  const all: GroupCoverage[] = [];
  const partition = coveragePartition(scope);
  const rows = store.list<GroupCoverage>({ partition, from: start, to: `${start}~` });
  for await (const { value } of rows) all.push(value);
  return all;
}

type Other = Parameters<typeof otherCoverageSort>[0];

const otherKey = (scope: string, name: Other): Key<Coverage> => ({
  partition: coveragePartition(scope),
  sort: otherCoverageSort(name),
});

export const changeOther = (
  ports: Ports,
  scope: string,
  name: Other,
  change: (before: Coverage) => Coverage,
): Promise<Coverage> =>
  changeKept(ports, otherKey(scope, name), (before) => change(before ?? NOT_COVERED));

export async function loadOther(store: Store, scope: string, name: Other): Promise<Coverage> {
  const [kept] = await store.load([otherKey(scope, name)]);
  return kept?.value ?? NOT_COVERED;
}
