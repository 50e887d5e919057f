import type { Table } from "../../shared/store/Table.ts";

export class Crash extends Error {}

/** The same table, in a process that dies just before its n-th write. */
export function dyingTable(table: Table, writes: { left: number }): Table {
  const spend = (): void => {
    if (writes.left-- <= 0) throw new Crash();
  };
  return {
    get: (keys) => table.get(keys),
    list: (range) => table.list(range),
    async save(row, expected) {
      spend();
      return table.save(row, expected);
    },
    // Each row of a batch is a write of its own: any of them may be the last.
    async write(puts, deletes) {
      for (const row of puts) {
        spend();
        await table.write([row], []);
      }
      for (const key of deletes) {
        spend();
        await table.write([], [key]);
      }
    },
    // No transaction: what is kept before the crash stays, as on DynamoDB.
    exclusively: (work) => work(),
    close: () => Promise.resolve(),
  };
}
