import { createHash } from "node:crypto";
import { StoreError } from "../../app/StoreError.ts";
import type { Row, RowKey } from "../Table.ts";
import { PART_BYTES, type StoredRow } from "./item.ts";

/**
 * A body over 400 KB lies in parts named by its hash, written before the row that points at them:
 * a crash between leaves parts that nobody reads, and the same delivery writes the same ones again.
 */
export function splitRow(row: Row): { stored: StoredRow; parts: Row[] } {
  if (row.body.byteLength <= PART_BYTES) return { stored: { row, parts: 0 }, parts: [] };
  const hash = createHash("sha256").update(row.body).digest();
  const count = Math.ceil(row.body.byteLength / PART_BYTES);
  const parts = partKeys(hash, count).map((key, n) => ({
    ...key,
    version: 0,
    body: row.body.subarray(n * PART_BYTES, (n + 1) * PART_BYTES),
    ...(row.expires === undefined ? {} : { expires: row.expires }),
  }));
  return { stored: { row: { ...row, body: hash }, parts: count }, parts };
}

export const partKeys = (hash: Uint8Array, count: number): RowKey[] =>
  Array.from({ length: count }, (_, n) => ({
    partition: `part#${Buffer.from(hash).toString("hex")}`,
    sort: String(n).padStart(4, "0"),
  }));

export function joinParts(row: Row, parts: readonly (Row | undefined)[]): Row {
  const body = Buffer.concat(
    parts.map((part) => {
      if (part === undefined)
        throw new StoreError("corrupt", `a part of ${row.partition} / ${row.sort} is missing`);
      return part.body;
    }),
  );
  return { ...row, body: new Uint8Array(body) };
}
