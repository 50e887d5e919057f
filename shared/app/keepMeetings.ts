import { findingRow, type KnownSession } from "../session/headRows.ts";
import {
  headSort,
  instancePartition,
  knownSort,
  readingPartition,
  type Key,
} from "../session/keys.ts";
import { lifeOf, meetingOf } from "../session/meetingOf.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import { sessionTargets } from "../session/sessionPlace.ts";
import { LONGEST_SESSION_MS, NEAR_MS } from "../session/window.ts";
import { loadHead } from "./loadHead.ts";
import type { Ports } from "./Ports.ts";

/**
 * Writes down which sessions were open in the session's container at once with it. Its own pointer
 * is kept already: of two that are settled at once, one at least finds the other.
 */
export async function keepMeetings(
  { store }: Pick<Ports, "store">,
  scope: string,
  sessionId: string,
): Promise<void> {
  const head = await loadHead({ store }, scope, sessionId);
  const life = head === undefined ? undefined : lifeOf(head.facts);
  if (head === undefined || life === undefined) return;
  const others = new Set<string>();
  const instances = new Set(
    sessionTargets(head.facts).map((target) => instancePartition(scope, target)),
  );
  for (const partition of instances)
    for await (const { value } of store.list<KnownSession>({
      partition,
      from: knownSort(Math.max(0, life.from - LONGEST_SESSION_MS - NEAR_MS), ""),
      to: knownSort(life.to + NEAR_MS, "~"),
    }))
      if (value.sessionId !== sessionId) others.add(value.sessionId);
  const heads = await store.load(
    [...others].map((other): Key<ReadingHead> => ({
      partition: readingPartition({ kind: "session", scope, sessionId: other }),
      sort: headSort,
    })),
  );
  const rows = heads.flatMap((other) => {
    const meeting = other === undefined ? undefined : meetingOf(head, other.value);
    return meeting === undefined ? [] : findingRow({ ...meeting, kind: "sessions-at-once" });
  });
  if (rows.length === 0) return;
  const kept = await store.load(rows.map(({ key }) => key));
  await store.change(
    rows.filter((_, n) => kept[n] === undefined),
    [],
  );
}
