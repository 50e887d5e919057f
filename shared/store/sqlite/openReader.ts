import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import type { Database } from "./openDatabase.ts";

/** A second connection to a database that this process has open: it reads what was committed. */
export function openReader(folder: string, busyMs: number): Database {
  const db = new DatabaseSync(join(folder, "ssmtrail.db"), { timeout: busyMs, readOnly: true });
  db.exec("PRAGMA cache_size = -8000;");
  return db;
}
