import type { Ports } from "./Ports.ts";
import type { Store } from "./Store.ts";
import { StoreError } from "./StoreError.ts";

/**
 * The same world, in which nothing is written any more after that time. Whoever works longer than
 * a delivery may take must not write beside somebody who thinks it dead (`DEAD_AFTER_MS`).
 */
export function boundedPorts(ports: Ports, ms: number): Ports {
  const { store, now } = ports;
  const until = now() + ms;
  const check = (): void => {
    if (now() > until)
      throw new StoreError("overloaded", `one delivery took longer than ${ms / 1_000} seconds`);
  };
  const bounded: Store = {
    load: (keys) => store.load(keys),
    list: (range) => store.list(range),
    async save(key, value, expected) {
      check();
      return store.save(key, value, expected);
    },
    async change(puts, removes) {
      check();
      return store.change(puts, removes);
    },
    exclusively: (work) => store.exclusively(work),
    close: () => store.close(),
  };
  return { ...ports, store: bounded };
}

/** As long as a function may take over one delivery (`template.yaml`). */
export const DELIVERY_MS = 120_000;
