import { headSort, readingPartition, type Key } from "../session/keys.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import { StoreError } from "./StoreError.ts";
import { placeLines, type PlaceRequest } from "./placeLines.ts";
import type { Ports } from "./Ports.ts";

const ROUNDS = 40;

/**
 * Where a session's window changed, places the terminal lines of that time again, and says so in
 * its head. A crash in between leaves the head saying what is still to be done. Returns what was
 * placed.
 */
export async function placeMoved(
  ports: Ports,
  ref: ReadingRef,
  attemptId: string,
): Promise<PlaceRequest[]> {
  const placed: PlaceRequest[] = [];
  const key: Key<ReadingHead> = { partition: readingPartition(ref), sort: headSort };
  for (let round = 0; round < ROUNDS; round++) {
    const [kept] = await ports.store.load([key]);
    const moved = kept?.value.moved;
    if (kept === undefined || moved === undefined || moved === null) return placed;
    for (const { form, lane, container } of kept.value.facts.sources) {
      if (form !== "prefixed") continue;
      const request = { lane, container: container ?? "", ...moved, moved: true, mover: ref };
      await placeLines(ports, request, attemptId);
      placed.push(request);
    }
    await settleMoved(ports, key, moved);
  }
  throw new StoreError("contended", `${key.partition}: its window kept changing`);
}

async function settleMoved(
  { store, pause }: Ports,
  key: Key<ReadingHead>,
  placed: { readonly from: number; readonly to: number },
): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const [kept] = await store.load([key]);
    const now = kept?.value.moved;
    // Somebody widened it meanwhile: the wider span is theirs, and ours, to place.
    if (kept === undefined || now?.from !== placed.from || now.to !== placed.to) return;
    if (await store.save(key, { ...kept.value, moved: null }, kept.version)) return;
    await pause(5 * 2 ** Math.min(round, 8));
  }
}
