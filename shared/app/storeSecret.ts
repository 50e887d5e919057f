import type { Key } from "../session/keys.ts";
import type { Store } from "./Store.ts";
import { StoreError } from "./StoreError.ts";

const ROUNDS = 5;

/** The store's own secret of that name: made when it is first needed, the same for everyone. */
export async function storeSecret(
  store: Store,
  name: "cursor-key" | "redaction-key",
  make: () => string,
): Promise<string> {
  const key: Key<string> = { partition: "settings", sort: name };
  for (let round = 0; round < ROUNDS; round++) {
    const [kept] = await store.load([key]);
    if (kept !== undefined) return kept.value;
    await store.save(key, make(), 0);
  }
  throw new StoreError("contended", `the ${name} can't be kept`);
}
