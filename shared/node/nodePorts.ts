import { createHash, createHmac, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Archive } from "../app/Archive.ts";
import type { Ports } from "../app/Ports.ts";
import type { Store } from "../app/Store.ts";

/** The world as Node has it, around a store and, where one is wanted, an archive. */
export const nodePorts = (store: Store, archive?: Archive): Ports => ({
  store,
  ...(archive === undefined ? {} : { archive }),
  now: Date.now,
  pause: (ms) => sleep(ms),
  hash: (text) => createHash("sha256").update(text).digest("hex"),
  secret: () => randomBytes(32).toString("hex"),
  sign: (key, text) => createHmac("sha256", Buffer.from(key, "hex")).update(text).digest("hex"),
});
