import { scopesPartition, scopeSort, type Key } from "../session/keys.ts";
import type { Ports } from "./Ports.ts";

/** Lists that name no account or region ask every scope that holds anything. */
export async function keepScope({ store }: Pick<Ports, "store">, scope: string): Promise<void> {
  const key: Key<string> = { partition: scopesPartition, sort: scopeSort(scope) };
  const [known] = await store.load([key]);
  if (known === undefined) await store.save(key, scope, 0);
}
