import { listReadings, type Listed } from "./readings.ts";
import type { Listing } from "../../session/keys.ts";
import type { Store } from "../Store.ts";

/** The readings of several listings as one, newest first, strictly before `before`. */
export async function* mergeListings(
  store: Store,
  listings: readonly Listing[],
  upTo: string,
  before: string | undefined,
  expect?: number,
): AsyncIterable<Listed> {
  const bound = before !== undefined && before < upTo ? before : upTo;
  const rests = listings.map((listing) =>
    listReadings(store, listing, bound, expect)[Symbol.asyncIterator](),
  );
  const heads = await Promise.all(rests.map((rest) => rest.next()));
  for (;;) {
    let best: number | undefined;
    for (const [n, head] of heads.entries()) {
      const other = best === undefined ? undefined : heads[best];
      if (
        head.done !== true &&
        (other === undefined || other.done === true || head.value.key.sort > other.value.key.sort)
      )
        best = n;
    }
    const rest = best === undefined ? undefined : rests[best];
    const head = best === undefined ? undefined : heads[best];
    if (best === undefined || rest === undefined || head === undefined || head.done === true)
      return;
    if (before === undefined || head.value.key.sort < before) yield head.value;
    heads[best] = await rest.next();
  }
}
