import { fragmentPartition, readingPartition } from "../session/keys.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import type { Store } from "./Store.ts";

/**
 * Takes the day away from the session's text and commands on which they would be forgotten, or gives
 * it back. Rows with versions have none.
 */
export async function keepForGood(
  store: Store,
  { ref, facts }: Pick<ReadingHead, "ref" | "facts">,
  forGood: boolean,
): Promise<void> {
  const lanes = new Set(facts.sources.map(({ lane }) => lane));
  for (const partition of [readingPartition(ref), ...[...lanes].map(fragmentPartition)])
    for await (const { sort, version, value } of store.list<unknown>({ partition }))
      if (version === 0) await store.change([{ key: { partition, sort }, value, forGood }], []);
}
