import type { EndpointStream } from "../logs/Stream.ts";
import { endpointEvidence, type EndpointEvidence } from "../session/endpointEvidence.ts";
import { findingRow } from "../session/headRows.ts";
import type { LaneAbout } from "../session/LaneAbout.ts";
import { laneFindings } from "../session/laneFindings.ts";
import { mergeAllClaims, sourceKey } from "../session/mergeFacts.ts";
import { disputeClaims, type KeptEvidence } from "./keepEvidence.ts";
import { keepTargets, listContainers } from "./keepTargets.ts";
import { learnLane, settleGap } from "./laneAbout.ts";
import { scopeOf } from "./loadWindows.ts";
import { mendOwn } from "./mendOwn.ts";
import { placeLines, stretchTimes, type PlaceRequest } from "./placeLines.ts";
import { placeMoved } from "./placeMoved.ts";
import type { Ports } from "./Ports.ts";
import { settleReading } from "./settleReading.ts";

/**
 * Events of an endpoint's `/ssm` stream: targets, what they claim of sessions, records, and
 * terminal lines, which are placed once everything said of the sessions is known.
 */
export async function ingestEndpoint(
  ports: Ports,
  lane: string,
  stream: EndpointStream,
  kept: KeptEvidence,
  attemptId: string,
): Promise<{ broken: number }> {
  const evidence = kept.fragments.map(({ read, events }) =>
    endpointEvidence(lane, stream, read, events),
  );
  const disputed = disputeClaims(lane, kept);
  let gap: LaneAbout["gap"] = null;
  for (const one of evidence) {
    const learnt = { ...one.about, claims: mergeAllClaims(one.about.claims, disputed) };
    const about = await learnLane(ports, lane, learnt);
    gap = about.regap ? about.gap : gap;
    await keepTargets(ports, lane, stream, one.targets);
    await keepFindings(ports, lane, about, learnt);
    await settleSessions(ports, lane, one, attemptId);
  }
  const placed: PlaceRequest[] = [];
  for (const sessionId of new Set(evidence.flatMap(({ sessions }) => [...sessions.keys()])))
    placed.push(
      ...(await placeMoved(ports, { kind: "session", scope: scopeOf(lane), sessionId }, attemptId)),
    );
  for (const { lines } of evidence)
    for (const [container, stretch] of lines) {
      const request = { lane, container, ...stretchTimes(stretch), moved: false };
      if (!placed.some((done) => covers(done, request)))
        await placeLines(ports, request, attemptId);
    }
  if (gap !== null) await placeAgain(ports, lane, stream, gap, attemptId);
  if (kept.again) await mendAll(ports, lane, evidence, attemptId);
  return { broken: 0 };
}

/** What was placed because windows moved was placed with these lines kept already. */
const covers = (done: PlaceRequest, request: PlaceRequest): boolean =>
  done.lane === request.lane &&
  done.container === request.container &&
  done.from <= request.from &&
  request.to <= done.to;

async function settleSessions(
  ports: Ports,
  lane: string,
  { sessions, records }: EndpointEvidence,
  attemptId: string,
): Promise<void> {
  const scope = scopeOf(lane);
  for (const [sessionId, facts] of sessions) {
    const stretch = records.get(sessionId);
    const texts =
      stretch === undefined
        ? []
        : facts.sources
            .filter(({ form }) => form === "streamed")
            .map((source) => ({ source: sourceKey(source), stretch }));
    const ref = { kind: "session", scope, sessionId } as const;
    await settleReading(ports, { ref, facts, texts }, attemptId);
  }
}

async function mendAll(
  ports: Ports,
  lane: string,
  evidence: readonly EndpointEvidence[],
  attemptId: string,
): Promise<void> {
  const stretches = evidence.flatMap(({ lines }) => [...lines.values()]).map(stretchTimes);
  if (stretches.length === 0) return;
  const containers = new Set(evidence.flatMap(({ lines }) => [...lines.keys()]));
  const times = {
    from: Math.min(...stretches.map(({ from }) => from)),
    to: Math.max(...stretches.map(({ to }) => to)),
  };
  await mendOwn(ports, lane, [...containers], times, attemptId);
}

/** The stream's earliest agent line tells how lines are set off; it came late, so all is read again. */
async function placeAgain(
  ports: Ports,
  lane: string,
  stream: EndpointStream,
  gap: NonNullable<LaneAbout["gap"]>,
  attemptId: string,
): Promise<void> {
  const containers = await listContainers(ports, lane, stream);
  for (const container of [...containers, ""])
    await placeLines(ports, { lane, container, from: 0, to: LAST_TIME, moved: true }, attemptId);
  await settleGap(ports, lane, gap);
}

const LAST_TIME = 8.64e15 - 2 * 86_400_000;

/** Findings of the stream itself, where this delivery may have added to them. */
async function keepFindings(
  { store }: Ports,
  lane: string,
  about: LaneAbout,
  learnt: LaneAbout,
): Promise<void> {
  if (Object.keys(learnt.claims).length === 0) return;
  await store.change(laneFindings(lane, about).map(findingRow), []);
}
