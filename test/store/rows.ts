import type { Row, RowKey, Table } from "../../shared/store/Table.ts";

let partitions = 0;
/** A partition that nobody used before. */
export const newPartition = (): string => `contract#${process.pid}#${++partitions}`;

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const row = (partition: string, sort: string, text = sort, version = 0): Row => ({
  partition,
  sort,
  version,
  body: bytes(text),
});

/** `0000`, `0001` …: in byte order. */
export const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => String(n).padStart(4, "0"));

export async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of rows) all.push(one);
  return all;
}

export const sortsOf = async (rows: AsyncIterable<RowKey>): Promise<string[]> =>
  (await collect(rows)).map(({ sort }) => sort);

export const bodyOf = async (table: Table, key: RowKey): Promise<Uint8Array | undefined> =>
  (await table.get([key]))[0]?.body;

/** Bytes that don't deflate and repeat from run to run. */
export function noise(length: number): Uint8Array {
  const out = new Uint8Array(length);
  let state = 0x9e3779b9;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out[i] = state >>> 24;
  }
  return out;
}
