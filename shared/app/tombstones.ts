import { tombstonesPartition } from "../session/keys.ts";
import type { Tombstone } from "../session/Tombstone.ts";
import type { Store } from "./Store.ts";

/** Of all sessions of the account and region whose text was removed: seldom any, never many. */
export async function loadTombstones(store: Store, scope: string): Promise<Tombstone[]> {
  const found: Tombstone[] = [];
  for await (const { value } of store.list<Tombstone>({ partition: tombstonesPartition(scope) }))
    found.push(value);
  return found;
}
