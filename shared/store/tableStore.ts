import type { Kept, KeyRange, Put, Store } from "../app/Store.ts";
import type { Key } from "../session/keys.ts";
import { isImmutable } from "../session/keys.ts";
import { expiryOf, type Retention } from "../session/retention.ts";
import { decodeBody, decodedBytes, encodeBody } from "./body.ts";
import { RecentValues } from "./RecentValues.ts";
import type { Row, Table } from "./Table.ts";

/**
 * A store on any engine: what is kept becomes rows here, in one way for all. Evidence never
 * changes once kept, and one delivery reads it several times: the latest of it stays decoded.
 */
export function tableStore(table: Table, level: 1 | 6, retention?: Retention): Store {
  const recent = new RecentValues(isImmutable);
  const keptOf = <T>(row: Row): Kept<T> => {
    const known = recent.get(row);
    const { partition, sort, version } = row;
    const kept = known ?? { partition, sort, version, value: decodeBody(row.body) };
    recent.put(kept, decodedBytes(row.body));
    // The key's type says what was put there; only this class puts.
    return kept as Kept<T>;
  };
  const toRow = (key: Key<unknown>, value: unknown, version: number, forGood = false): Row => {
    const { partition, sort } = key;
    const row = { partition, sort, version, body: encodeBody(value, level) };
    const at = retention === undefined || forGood ? undefined : expiryOf(key, retention);
    return at === undefined ? row : { ...row, expires: Math.ceil(at / 1_000) };
  };
  return {
    async load<T>(keys: readonly Key<T>[]) {
      const known = keys.map((key) => recent.get(key));
      if (known.every((kept) => kept !== undefined)) return known as Kept<T>[];
      const rows = await table.get(keys);
      return rows.map((row) => (row === undefined ? undefined : keptOf<T>(row)));
    },
    async *list<T>(range: KeyRange<T>) {
      for await (const row of table.list(range)) yield keptOf<T>(row);
    },
    save: (key, value, expected) => table.save(toRow(key, value, expected + 1), expected),
    async change(puts: readonly Put[], removes) {
      const rows = puts.map(({ key, value, forGood }) => toRow(key, value, 0, forGood));
      await table.write(rows, removes);
      // The next step of the delivery lists it: not to be inflated for that.
      for (const [n, { partition, sort, version, body }] of rows.entries())
        recent.put({ partition, sort, version, value: puts[n]?.value }, decodedBytes(body));
    },
    async exclusively(work) {
      try {
        return await table.exclusively(work);
      } catch (error) {
        // What was read within may have been taken back with it.
        recent.clear();
        throw error;
      }
    },
    close: () => table.close(),
  };
}
