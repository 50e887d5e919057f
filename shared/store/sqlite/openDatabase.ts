import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { StoreError } from "../../app/StoreError.ts";
import { migrations } from "./migrations.ts";

export type Database = InstanceType<typeof DatabaseSync>;

const APPLICATION_ID = 0x55_54_52_4c;

/**
 * Opens (or creates) the database in `folder`, brings its schema up to date, and keeps the folder
 * to its owner. Throws {@link StoreError} if the schema is newer than this program.
 */
export function openDatabase(folder: string): Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const path = join(folder, "ssmtrail.db");
  const db = new DatabaseSync(path, { timeout: 30_000 });
  db.exec("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;");
  // FULL: what was acknowledged survives a power cut too, at one fsync a batch.
  db.exec("PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;");
  migrate(db, path);
  return db;
}

function migrate(db: Database, path: string): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    const version = pragma(db, "user_version");
    const owner = pragma(db, "application_id");
    if (version > migrations.length || (owner !== 0 && owner !== APPLICATION_ID))
      throw new StoreError(
        "schema-unknown",
        `${path} has schema version ${version}, this program knows up to ${migrations.length}: use a newer ssmtrail, or another --store`,
      );
    for (const step of migrations.slice(version)) db.exec(step);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    db.close();
    throw error;
  }
}

function pragma(db: Database, name: "user_version" | "application_id"): number {
  const row: unknown = db.prepare(`PRAGMA ${name}`).get();
  const value = typeof row === "object" && row !== null ? Object.values(row)[0] : 0;
  return Number(value);
}
