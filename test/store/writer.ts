// A process of its own that writes to a SQLite folder and says on stdout what was acknowledged:
//   rows FOLDER NAME COUNT   puts NAME-0000 … one by one, and adds 1 to a shared count for each
//   units FOLDER NAME        exclusive units of ten rows without end, to be killed
import { StoreError } from "../../shared/app/StoreError.ts";
import { sqliteTable } from "../../shared/store/sqlite/sqliteTable.ts";
import type { Table } from "../../shared/store/Table.ts";
import { tableStore } from "../../shared/store/tableStore.ts";

const [task = "", folder = "", name = "", count = "0"] = process.argv.slice(2);

const pad = (n: number): string => String(n).padStart(4, "0");

function tell(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
}

async function rows(table: Table): Promise<void> {
  const store = tableStore(table, 1);
  const shared = { partition: "shared", sort: "count" };
  for (let n = 0; n < Number(count); n++) {
    const sort = `${name}-${pad(n)}`;
    await store.change([{ key: { partition: "rows", sort }, value: { name, n } }], []);
    for (let won = false; !won;) {
      const [kept] = await store.load<number>([shared]);
      won = await store.save(shared, (kept?.value ?? 0) + 1, kept?.version ?? 0);
    }
  }
}

async function units(table: Table): Promise<void> {
  for (let n = 0; ; n++) {
    const partition = `unit#${name}-${pad(n)}`;
    await table.exclusively(async () => {
      for (let k = 0; k < 10; k++) {
        const body = new Uint8Array(20_000).fill(n % 256);
        await table.write([{ partition, sort: pad(k), version: 0, body }], []);
      }
    });
    await tell(partition);
  }
}

try {
  const table = sqliteTable(folder);
  await (task === "rows" ? rows(table) : units(table));
  await table.close();
  await tell("done");
} catch (error) {
  console.error(error instanceof StoreError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}
