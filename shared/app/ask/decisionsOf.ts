import type { DecisionAnswer, SessionDetail } from "../../query/Answer.ts";
import { sessionRowSort, tombstonesPartition, type Key } from "../../session/keys.ts";
import type { Tombstone } from "../../session/Tombstone.ts";
import { standingHold } from "../hold.ts";
import type { Store } from "../Store.ts";
import { iso } from "./describe.ts";

/** What people decided of the session. */
export async function decisionsOf(
  store: Store,
  scope: string,
  sessionId: string,
): Promise<Pick<SessionDetail, "hold" | "purged">> {
  const key: Key<Tombstone> = {
    partition: tombstonesPartition(scope),
    sort: sessionRowSort(sessionId),
  };
  const [tombstone] = await store.load([key]);
  const hold = await standingHold(store, scope, sessionId);
  return {
    hold: hold === undefined ? null : describe(hold),
    purged: tombstone === undefined ? null : describe(tombstone.value),
  };
}

const describe = ({ at, by, reason }: Omit<DecisionAnswer, "at"> & { at: number }) => ({
  at: iso(at),
  by,
  reason,
});
