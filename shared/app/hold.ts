import { holdsPartition, sessionRowSort, type Key } from "../session/keys.ts";
import type { Hold } from "../session/Tombstone.ts";
import type { Ports } from "./Ports.ts";
import type { Store } from "./Store.ts";
import { StoreError } from "./StoreError.ts";

const holdKey = (scope: string, sessionId: string): Key<Hold> => ({
  partition: holdsPartition(scope),
  sort: sessionRowSort(sessionId),
});

/** The hold on the session; undefined where there is none, or no more. */
export async function standingHold(
  store: Store,
  scope: string,
  sessionId: string,
): Promise<Hold | undefined> {
  const [kept] = await store.load([holdKey(scope, sessionId)]);
  return kept?.value.released === null ? kept.value : undefined;
}

export interface HoldRequest {
  readonly scope: string;
  readonly sessionId: string;
  readonly by: string | null;
  readonly reason: string;
}

/** Keeps anything of the session from being removed. An earlier hold that stands is answered as it is. */
export function hold(ports: Ports, request: HoldRequest): Promise<Hold> {
  return change(ports, request, (before, at) =>
    before?.released === null ? before : { ...request, at, released: null },
  );
}

/** Ends a hold; undefined where none stands. */
export async function release(ports: Ports, request: HoldRequest): Promise<Hold | undefined> {
  const { scope, sessionId, by, reason } = request;
  if ((await standingHold(ports.store, scope, sessionId)) === undefined) return undefined;
  return change(ports, request, (before, at) =>
    before === undefined
      ? { ...request, at, released: null }
      : { ...before, released: { at, by, reason } },
  );
}

const ROUNDS = 20;

async function change(
  { store, now, pause }: Ports,
  { scope, sessionId }: HoldRequest,
  after: (before: Hold | undefined, at: number) => Hold,
): Promise<Hold> {
  const key = holdKey(scope, sessionId);
  for (let round = 0; round < ROUNDS; round++) {
    const [kept] = await store.load([key]);
    const value = after(kept?.value, now());
    if (value === kept?.value) return value;
    if (await store.save(key, value, kept?.version ?? 0)) return value;
    await pause(5 * 2 ** Math.min(round, 8));
  }
  throw new StoreError("contended", "the hold: other writers kept winning");
}
