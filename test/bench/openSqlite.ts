import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteTable } from "../../shared/store/sqlite/sqliteTable.ts";
import type { Table } from "../../shared/store/Table.ts";

/** Gives the work a new SQLite store of its own, on disk, and removes it afterwards. */
export async function withSqlite<T>(
  work: (table: Table, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ssmtrail-bench-"));
  const table = sqliteTable(folder);
  try {
    return await work(table, folder);
  } finally {
    await table.close();
    rmSync(folder, { recursive: true });
  }
}
