import type { Row, RowKey, RowRange, Table } from "../../shared/store/Table.ts";

/** What DynamoDB would charge, by the kind of row, and the rows that were looked at. */
export interface Counts {
  readonly writeUnits: Map<string, number>;
  readUnits: number;
  rows: number;
}

export const newCounts = (): Counts => ({ writeUnits: new Map(), readUnits: 0, rows: 0 });

const WRITE_UNIT = 1_024;
const READ_UNIT = 4_096;
const PAGE_BYTES = 1024 * 1024;

/**
 * A table that counts what the table under it would cost on DynamoDB, by the rules on
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 * (a delete counts as one unit; what it removes is not known here).
 */
export function countingTable(table: Table, counts: Counts): Table {
  const wrote = (key: RowKey, bytes: number): void => {
    const kind = kindOf(key);
    const units = Math.max(1, Math.ceil(bytes / WRITE_UNIT));
    counts.writeUnits.set(kind, (counts.writeUnits.get(kind) ?? 0) + units);
  };
  return {
    async get(keys) {
      const rows = await table.get(keys);
      counts.rows += rows.filter((row) => row !== undefined).length;
      for (const row of rows)
        counts.readUnits += row === undefined ? 1 : Math.ceil(bytesOf(row) / READ_UNIT);
      return rows;
    },
    async *list(range) {
      for await (const page of pagesOf(table, range)) {
        counts.rows += page.length;
        const bytes = page.reduce((sum, row) => sum + bytesOf(row), 0);
        counts.readUnits += Math.max(1, Math.ceil(bytes / READ_UNIT));
        yield* page;
      }
    },
    async save(row, expected) {
      wrote(row, bytesOf(row));
      return table.save(row, expected);
    },
    async write(puts, deletes) {
      for (const row of puts) wrote(row, bytesOf(row));
      for (const key of deletes) wrote(key, 0);
      return table.write(puts, deletes);
    },
    exclusively: (work) => table.exclusively(work),
    close: () => table.close(),
  };
}

/** DynamoDB reads a page whole, however little of it is wanted: of `expect` rows, or of 1 MB. */
async function* pagesOf(table: Table, range: RowRange): AsyncIterable<Row[]> {
  let page: Row[] = [];
  let bytes = 0;
  for await (const row of table.list(range)) {
    page.push(row);
    bytes += bytesOf(row);
    if (page.length < (range.expect ?? Infinity) && bytes < PAGE_BYTES) continue;
    yield page;
    [page, bytes] = [[], 0];
  }
  yield page;
}

/** Attribute names, keys, the version and the body, as DynamoDB sizes an item. */
const bytesOf = ({ partition, sort, version, body }: Row): number =>
  4 + partition.length + sort.length + 1 + Math.ceil(String(version).length / 2) + body.byteLength;

/** What the row is, in the words of the aims. */
export function kindOf({ partition, sort }: RowKey): string {
  if (partition.startsWith("lane#")) return "fragment";
  if (partition.startsWith("program#")) return "program";
  if (/^(?:session|either|none)#/.test(partition))
    return sort.startsWith("cmd#") ? "command" : (sort.split("#")[0] ?? sort);
  return partition.split("#")[0] ?? partition;
}
