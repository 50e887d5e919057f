import { gapSortOf, mergeGap, type Gap } from "../../session/Gap.ts";
import { gapsPartition, standingGapsPartition, type Key } from "../../session/keys.ts";
import type { Store } from "../Store.ts";

/** Writes a gap into the ledger, or what became of it; telling it again changes nothing. */
export async function keepGap(store: Store, told: Gap): Promise<Gap> {
  const key: Key<Gap> = { partition: gapsPartition(told.scope), sort: gapSortOf(told) };
  const [known] = await store.load([key]);
  const gap = known === undefined ? told : mergeGap(known.value, told);
  const standing: Key<Gap> = { ...key, partition: standingGapsPartition(told.scope) };
  // In this order a crash leaves a gap standing that is healed, never the other way round.
  if (gap.state === "healed") {
    await store.change([{ key, value: gap }], []);
    await store.change([], [standing]);
  } else
    await store.change(
      [
        { key: standing, value: gap },
        { key, value: gap },
      ],
      [],
    );
  return gap;
}

/** Gaps of a scope that are not healed, oldest first. */
export async function* standingGaps(store: Store, scope: string): AsyncIterable<Gap> {
  for await (const { value } of store.list<Gap>({ partition: standingGapsPartition(scope) }))
    yield value;
}
