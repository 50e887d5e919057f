import { makeRedactor, type Redactor } from "../secrets/Redactor.ts";
import type { Ports } from "./Ports.ts";
import type { Store } from "./Store.ts";
import { storeSecret } from "./storeSecret.ts";

/** A store's key never changes: one look-up for each open store. */
const known = new WeakMap<Store, Promise<Redactor>>();

/** Hides secrets behind marks that only this store makes: equal secrets look alike in it. */
export function storeRedactor({ store, secret, sign }: Ports): Promise<Redactor> {
  const before = known.get(store);
  if (before !== undefined) return before;
  const made = storeSecret(store, "redaction-key", secret).then((key) =>
    makeRedactor((text) => sign(key, text)),
  );
  known.set(store, made);
  made.catch(() => known.delete(store));
  return made;
}
