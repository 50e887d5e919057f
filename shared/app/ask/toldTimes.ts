import type { ToldTimes } from "../../session/FormsCompared.ts";
import { timesSort } from "../../session/keys.ts";
import type { Store } from "../Store.ts";
import type { Described } from "./describe.ts";

/** The readings with what other forms of their texts tell of times: a row only few of them have. */
export async function withTimes<T extends Described>(
  store: Store,
  readings: readonly { readonly partition: string; readonly reading: T }[],
): Promise<(T & Pick<Described, "told">)[]> {
  const keys = readings.flatMap(({ partition, reading }) =>
    reading.head.digest.forms?.some(({ aligned }) => aligned > 0) === true
      ? { partition, sort: timesSort }
      : [],
  );
  const distinct = [...new Map(keys.map((key) => [key.partition, key])).values()];
  const kept = distinct.length === 0 ? [] : await store.load<ToldTimes>(distinct);
  const told = new Map(distinct.map(({ partition }, n) => [partition, kept[n]?.value]));
  return readings.map(({ partition, reading }) => {
    const times = told.get(partition);
    return times === undefined ? reading : { ...reading, told: times };
  });
}
