import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scopesPartition, type Key } from "../../shared/session/keys.ts";
import { sqliteTable } from "../../shared/store/sqlite/sqliteTable.ts";
import { tableStore } from "../../shared/store/tableStore.ts";

test("what was read in a unit of work that was taken back is not remembered", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ssmtrail-store-"));
  const store = tableStore(sqliteTable(folder), 1);
  const key: Key<string> = { partition: scopesPartition, sort: "aws/111122223333/us-east-1" };
  const failing = store.exclusively(async () => {
    await store.save(key, key.sort, 0);
    expect((await store.load([key]))[0]?.value).toBe(key.sort);
    throw new Error("taken back");
  });
  await expect(failing).rejects.toThrow("taken back");
  expect((await store.load([key]))[0]).toBeUndefined();
  await store.close();
  rmSync(folder, { recursive: true });
});
