import type { EndpointStream } from "../logs/Stream.ts";
import type { Source } from "../session/Facts.ts";
import { NO_FACTS } from "../session/Facts.ts";
import type { KnownSession } from "../session/headRows.ts";
import {
  containerSort,
  headSort,
  instancePartition,
  knownSort,
  readingPartition,
  type Key,
} from "../session/keys.ts";
import { NO_LANE, type LaneAbout } from "../session/LaneAbout.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import { isElsewhere, knownTargets } from "../session/sessionPlace.ts";
import type { TargetId } from "../target/TargetId.ts";
import { learnLane } from "./laneAbout.ts";
import { scopeOf } from "./loadWindows.ts";
import { placeMoved } from "./placeMoved.ts";
import type { Ports } from "./Ports.ts";
import { settleReading } from "./settleReading.ts";

/** A container that spoke on a stream of the instance. */
interface Speaker {
  readonly lane: string;
  readonly container: string;
}

/**
 * Terminal lines may belong to a session that no line names: where the service says that it ran
 * there. Whoever comes second, the stream or the service's word, finds the other here.
 */
export async function joinContainers(
  ports: Ports,
  lane: string,
  stream: EndpointStream,
  containers: readonly string[],
  about: LaneAbout,
  attemptId: string,
): Promise<void> {
  const fresh = containers.filter((container) => about.joined?.includes(container) !== true);
  if (fresh.length === 0) return;
  const { store } = ports;
  const partition = instancePartition(scopeOf(lane), stream);
  const speakers = fresh.map((container): Speaker => ({ lane, container }));
  await store.change(
    speakers.map((value) => ({
      key: { partition, sort: containerSort(lane, value.container) },
      value,
    })),
    [],
  );
  const scope = scopeOf(lane);
  for await (const { value } of store.list<KnownSession>({
    partition,
    from: knownSort(0, ""),
    to: "known#~",
  })) {
    const ref = { kind: "session", scope, sessionId: value.sessionId } as const;
    await joinSources(ports, ref, speakers, attemptId);
  }
  await learnLane(ports, lane, { ...NO_LANE, joined: fresh });
}

async function joinSources(
  ports: Ports,
  ref: ReadingRef & { kind: "session" },
  speakers: readonly Speaker[],
  attemptId: string,
): Promise<void> {
  const key: Key<ReadingHead> = { partition: readingPartition(ref), sort: headSort };
  const [head] = await ports.store.load([key]);
  if (head === undefined) return;
  const { facts } = head.value;
  if (knownTargets(facts).length === 0) return;
  const here = speakers.filter(({ lane, container }) => !isElsewhere(facts, lane, container));
  if (here.length === 0) return;
  const sources = here.map(sourceOf);
  await settleReading(ports, { ref, facts: { ...NO_FACTS, sources }, texts: [] }, attemptId);
  await placeMoved(ports, ref, attemptId);
}

/** Where text of a session on those targets may lie. */
export async function sourcesAt(
  { store }: Pick<Ports, "store">,
  scope: string,
  targets: readonly TargetId[],
): Promise<Source[]> {
  const sources = new Map<string, Source>();
  for (const target of targets)
    for await (const { sort, value } of store.list<Speaker>({
      partition: instancePartition(scope, target),
      from: "lane#",
      to: "lane#~",
    })) {
      const same = target.container?.toLowerCase() === value.container.toLowerCase();
      if (same || target.container === undefined) sources.set(sort, sourceOf(value));
    }
  return [...sources.values()];
}

const sourceOf = ({ lane, container }: Speaker): Source => ({
  form: "prefixed",
  lane,
  container,
  declared: true,
  first: "",
  last: "",
});
