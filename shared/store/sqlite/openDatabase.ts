import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { StoreError } from "../../app/StoreError.ts";
import { migrations } from "./migrations.ts";
import { toStoreError } from "./toStoreError.ts";

export type Database = InstanceType<typeof DatabaseSync>;

const APPLICATION_ID = 0x55_54_52_4c;

/**
 * Opens (or creates) the database in `folder`, brings its schema up to date, and keeps the folder
 * to its owner. Throws {@link StoreError} if the file is a newer program's, another application's,
 * or no database.
 */
export function openDatabase(folder: string, busyMs: number): Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const path = join(folder, "ssmtrail.db");
  const db = new DatabaseSync(path, { timeout: busyMs });
  try {
    // Before anything is changed: the next line would turn another application's file to WAL.
    versionOf(db, path);
    db.exec("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;");
    // FULL: what was acknowledged survives a power cut too, at one fsync a batch.
    db.exec("PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;");
    migrate(db, path);
    return db;
  } catch (error) {
    db.close();
    throw toStoreError(error, path);
  }
}

function migrate(db: Database, path: string): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const step of migrations.slice(versionOf(db, path))) db.exec(step);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/** The schema version of a database of ours or of an empty one; throws for any other. */
function versionOf(db: Database, path: string): number {
  const version = numberIn(db, "PRAGMA user_version");
  const owner = numberIn(db, "PRAGMA application_id");
  const empty = version === 0 && numberIn(db, "SELECT count(*) FROM sqlite_schema") === 0;
  if (owner !== APPLICATION_ID && !(owner === 0 && empty))
    throw new StoreError(
      "schema-unknown",
      `${path} is another application's database: use another --store`,
    );
  if (version > migrations.length)
    throw new StoreError(
      "schema-unknown",
      `${path} has schema version ${version}, this program knows up to ${migrations.length}: use a newer ssmtrail, or another --store`,
    );
  return version;
}

function numberIn(db: Database, sql: string): number {
  const row: unknown = db.prepare(sql).get();
  return typeof row === "object" && row !== null ? Number(Object.values(row)[0]) : 0;
}
