import { stands, type Finding, type Standpoint } from "../../session/Finding.ts";
import { findingsOf } from "../../session/findingsOf.ts";
import { headSort, lanePartition, readingPartition, type Key } from "../../session/keys.ts";
import { dayOf } from "../../session/Position.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import type { ReadingRef } from "../../session/ReadingRef.ts";
import { windowOf } from "../../session/window.ts";
import type { Store } from "../Store.ts";

/** The findings of a session's head that stand. */
export async function standingFindings(
  store: Store,
  head: ReadingHead,
  standpoint: Standpoint,
): Promise<Finding[]> {
  const standing = findingsOf(head).filter((finding) => stands(finding, standpoint));
  const lacksText = standing.some(({ kind }) => kind === "no-transcript");
  if (!lacksText || !(await sharesText(store, head))) return standing;
  return standing.filter(({ kind }) => kind !== "no-transcript");
}

const DAY_MS = 24 * 60 * 60_000;

/** Whether text is held that may be the session's or another's: it left some, whosever it is. */
async function sharesText(store: Store, { ref, facts }: ReadingHead): Promise<boolean> {
  if (ref.kind !== "session") return false;
  const window = windowOf(ref.sessionId, facts);
  if (window === undefined) return false;
  const lanes = facts.sources.flatMap(({ form, lane }) => (form === "prefixed" ? lane : []));
  for (const lane of new Set(lanes))
    for await (const { value } of store.list<ReadingRef>({
      partition: lanePartition(lane),
      from: `placed#${dayOf(Math.max(0, window.from - 2 * DAY_MS))}`,
      to: `placed#${dayOf(window.to + DAY_MS)}#~`,
    })) {
      if (value.kind !== "ambiguous" || !value.candidates.includes(ref.sessionId)) continue;
      const key: Key<ReadingHead> = { partition: readingPartition(value), sort: headSort };
      const [reading] = await store.load([key]);
      if (reading !== undefined && reading.value.digest.first !== null) return true;
    }
  return false;
}
