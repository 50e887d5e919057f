import { rm } from "node:fs/promises";
import { join } from "node:path";
import { bind, toBlob } from "./bind.ts";
import { openDatabase, type Database } from "./openDatabase.ts";
import { toStoreError } from "./toStoreError.ts";

/**
 * Replaces all rows of the database in `folder` by those that `fill` puts into a new one, in one
 * transaction: whoever reads sees the old rows until the end, whoever writes waits, and a crash
 * changes nothing. Partitions that begin with one of `kept` stay, and `fill` finds them there.
 */
export async function replaceRows<T>(
  folder: string,
  kept: readonly string[],
  fill: (fresh: string) => Promise<T>,
  busyMs = 30_000,
): Promise<T> {
  const fresh = join(folder, "rebuilding");
  // Left by a rebuild that was killed.
  await rm(fresh, { recursive: true, force: true });
  openDatabase(fresh, busyMs).close();
  const db = openDatabase(folder, busyMs);
  try {
    return await replaceAll(db, fresh, kept, fill);
  } catch (error) {
    throw toStoreError(error, db.location() ?? folder);
  } finally {
    db.close();
    await rm(fresh, { recursive: true, force: true });
  }
}

async function replaceAll<T>(
  db: Database,
  fresh: string,
  kept: readonly string[],
  fill: (fresh: string) => Promise<T>,
): Promise<T> {
  const isKept = kept.map(() => "(p >= ? AND p < ?)").join(" OR ");
  const bounds = bind(kept.flatMap((start) => [toBlob(start), toBlob(`${start}\u007f`)]));
  db.prepare("ATTACH DATABASE ? AS fresh").run(...bind([join(fresh, "ssmtrail.db")]));
  db.prepare(`INSERT INTO fresh.rows SELECT * FROM main.rows WHERE ${isKept}`).run(...bounds);
  db.exec("BEGIN");
  try {
    // Takes the old rows' lock, and not the new ones', which IMMEDIATE would.
    db.exec("DELETE FROM main.rows WHERE 0");
    const result = await fill(fresh);
    db.prepare(`DELETE FROM main.rows WHERE NOT (${isKept})`).run(...bounds);
    // What people made is the old rows' business to the end.
    db.exec("INSERT OR IGNORE INTO main.rows SELECT * FROM fresh.rows");
    db.exec("COMMIT");
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
