import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { StoreError } from "../../app/StoreError.ts";
import type { Row, RowKey } from "../Table.ts";

export type Item = Record<string, AttributeValue>;

/** An item may have 400 KB, keys and names included; the rest is left for those. */
export const PART_BYTES = 380_000;

/** A row as an item; `parts` above 0 says that the body lies in that many items of its own. */
export interface StoredRow {
  readonly row: Row;
  readonly parts: number;
}

export const toKey = (key: RowKey): Item => ({ p: { S: key.partition }, s: { S: key.sort } });

export const toItem = ({ row, parts }: StoredRow): Item => ({
  ...toKey(row),
  v: { N: String(row.version) },
  b: { B: row.body },
  ...(parts > 0 ? { n: { N: String(parts) } } : {}),
  ...(row.expires === undefined ? {} : { ttl: { N: String(row.expires) } }),
});

/** DynamoDB deletes what expired some days late: until then it must not be told. */
export const isExpired = ({ ttl }: Item, now: number): boolean =>
  ttl?.N !== undefined && Number(ttl.N) * 1_000 <= now;

export function fromItem(item: Item): StoredRow {
  const { p, s, v, b, n } = item;
  if (p?.S === undefined || s?.S === undefined || v?.N === undefined || b?.B === undefined)
    throw new StoreError("corrupt", `the item ${p?.S ?? "?"} / ${s?.S ?? "?"} is not a row`);
  const row = { partition: p.S, sort: s.S, version: Number(v.N), body: new Uint8Array(b.B) };
  return { row, parts: Number(n?.N ?? 0) };
}
