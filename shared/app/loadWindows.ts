import {
  lanePartition,
  readingPartition,
  headSort,
  windowSort,
  type Key,
} from "../session/keys.ts";
import { parseLane } from "../session/Lane.ts";
import { formatScope } from "../target/Scope.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import { isElsewhere } from "../session/sessionPlace.ts";
import {
  LONGEST_SESSION_MS,
  MARGIN_MS,
  NEAR_MS,
  windowOf,
  type Window,
} from "../session/window.ts";
import type { Store } from "./Store.ts";

/** What stands on the lane for a session that was named there. */
export interface WindowPointer {
  readonly sessionId: string;
  readonly container: string;
}

/**
 * The windows of all sessions that may hold a terminal line of that container and time. The rows
 * on the lane only point; the heads say when.
 */
export async function loadWindows(
  store: Store,
  lane: string,
  container: string,
  from: number,
  to: number,
): Promise<Window[]> {
  const named = new Set<string>();
  const pointers = store.list<WindowPointer>({
    partition: lanePartition(lane),
    from: windowSort(Math.max(0, from - LONGEST_SESSION_MS - SLACK_MS), "", "").replace(/#*$/, ""),
    to: windowSort(to + SLACK_MS, "~", "~"),
  });
  for await (const { value } of pointers)
    if (value.container === container) named.add(value.sessionId);
  return windowsOf(store, lane, container, [...named]);
}

/** A window may begin this much beside the time under which the lane lists it. */
const SLACK_MS = MARGIN_MS + NEAR_MS;

/** Of those sessions, without any that the service says ran elsewhere. */
export async function windowsOf(
  store: Store,
  lane: string,
  container: string,
  sessionIds: readonly string[],
): Promise<Window[]> {
  const scope = scopeOf(lane);
  const keys = sessionIds.map((sessionId): Key<ReadingHead> => ({
    partition: readingPartition({ kind: "session", scope, sessionId }),
    sort: headSort,
  }));
  const heads = keys.length === 0 ? [] : await store.load(keys);
  return heads.flatMap((kept, n) => {
    const sessionId = sessionIds[n];
    if (kept === undefined || sessionId === undefined) return [];
    const { facts } = kept.value;
    return isElsewhere(facts, lane, container) ? [] : (windowOf(sessionId, facts) ?? []);
  });
}

export function scopeOf(lane: string): string {
  const parsed = parseLane(lane);
  return parsed === undefined ? "unknown/unknown/unknown" : formatScope(parsed.scope);
}
