import { createHash, createHmac, randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Ports } from "../shared/app/Ports.ts";
import { sqliteTable } from "../shared/store/sqlite/sqliteTable.ts";
import { tableStore } from "../shared/store/tableStore.ts";

/** The world as a laptop has it: SQLite in `folder`, Node's clock and hashes. */
export const laptopPorts = (folder: string): Ports => ({
  store: tableStore(sqliteTable(folder), 1),
  now: Date.now,
  pause: (ms) => setTimeout(ms),
  hash: (text) => createHash("sha256").update(text).digest("hex"),
  secret: () => randomBytes(32).toString("hex"),
  sign: (key, text) => createHmac("sha256", key).update(text).digest("hex"),
});
