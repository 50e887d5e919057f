import { createHash, createHmac, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ports } from "../app/Ports.ts";
import type { Store } from "../app/Store.ts";

/** The world as Node has it, around a store. */
export const nodePorts = (store: Store): Ports => ({
  store,
  now: Date.now,
  pause: (ms) => sleep(ms),
  hash: (text) => createHash("sha256").update(text).digest("hex"),
  secret: () => randomBytes(32).toString("hex"),
  sign: (key, text) => createHmac("sha256", Buffer.from(key, "hex")).update(text).digest("hex"),
});
