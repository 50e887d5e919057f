import type { WriteRequest } from "@aws-sdk/client-dynamodb";
import type { RowKey } from "../Table.ts";

const WRITE_BATCH = 25;
const WRITE_BYTES = 8_000_000;
const IN_FLIGHT = 8;

export const nameOf = (key: RowKey): string => `${key.partition}\n${key.sort}`;

export const unique = (keys: readonly RowKey[]): RowKey[] => [
  ...new Map(
    keys.map((key) => [nameOf(key), { partition: key.partition, sort: key.sort }]),
  ).values(),
];

export function slices<T>(all: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < all.length; i += size) out.push(all.slice(i, i + size));
  return out;
}

export function batchesOf(
  all: readonly { request: WriteRequest; bytes: number }[],
): WriteRequest[][] {
  const out: WriteRequest[][] = [];
  let batch: WriteRequest[] = [];
  let bytes = 0;
  for (const one of all) {
    if (batch.length === WRITE_BATCH || (batch.length > 0 && bytes + one.bytes > WRITE_BYTES)) {
      out.push(batch);
      [batch, bytes] = [[], 0];
    }
    batch.push(one.request);
    bytes += one.bytes;
  }
  if (batch.length > 0) out.push(batch);
  return out;
}

export async function inParallel<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  for (const wave of slices(all, IN_FLIGHT)) await Promise.all(wave.map(work));
}
