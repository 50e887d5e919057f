import type { EndpointStream } from "../logs/Stream.ts";
import { endpointEvidence, type EndpointEvidence } from "../session/endpointEvidence.ts";
import { findingRow } from "../session/headRows.ts";
import type { LaneAbout } from "../session/LaneAbout.ts";
import { laneFindings } from "../session/laneFindings.ts";
import { mergeAllClaims } from "../session/mergeClaims.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import type { Arrived, Ingested } from "./Arrived.ts";
import { disputeClaims, keepEvidence } from "./keepEvidence.ts";
import { keepMeetings } from "./keepMeetings.ts";
import { keepTargets, listContainers } from "./keepTargets.ts";
import { joinContainers } from "./knownSessions.ts";
import { learnLane, settleGap } from "./laneAbout.ts";
import { scopeOf } from "./loadWindows.ts";
import { placeLines, stretchTimes, type PlaceRequest } from "./placeLines.ts";
import { placeMoved } from "./placeMoved.ts";
import type { Ports } from "./Ports.ts";
import { settleReading } from "./settleReading.ts";

/**
 * Events of an endpoint's `/ssm` stream: targets, what they claim of sessions, records, and
 * terminal lines, which are placed once everything said of the sessions is known.
 */
export async function ingestEndpoint(
  { ports, lane, fragments, attemptId, longest }: Arrived,
  stream: EndpointStream,
): Promise<Ingested> {
  const arrived = endpointEvidence(lane, stream, fragments);
  const kept = await keepEvidence(ports, lane, fragments, arrived.about);
  const disputed = disputeClaims(lane, kept);
  const evidence =
    kept.disputed.length === 0 ? arrived : endpointEvidence(lane, stream, kept.fragments);
  const learnt = { ...evidence.about, claims: mergeAllClaims(evidence.about.claims, disputed) };
  const about = kept.disputed.length === 0 ? kept.about : await learnLane(ports, lane, learnt);
  await keepTargets(ports, lane, stream, evidence.targets);
  await keepFindings(ports, lane, about, learnt);
  await settleSessions(ports, lane, evidence, longest, attemptId);
  await joinContainers(ports, lane, stream, evidence.containers, about, attemptId);
  await placeAll(ports, lane, evidence, attemptId);
  if (about.regap) await placeAgain(ports, lane, stream, about.gap, attemptId);
  return { kept, broken: 0, unrecognised: evidence.unrecognised };
}

async function placeAll(
  ports: Ports,
  lane: string,
  { sessions, lines }: EndpointEvidence,
  attemptId: string,
): Promise<void> {
  const placed: PlaceRequest[] = [];
  const scope = scopeOf(lane);
  for (const sessionId of sessions.keys())
    placed.push(...(await placeMoved(ports, { kind: "session", scope, sessionId }, attemptId)));
  for (const [container, stretch] of lines) {
    const request = { lane, container, ...stretchTimes(stretch), moved: false };
    if (!placed.some((done) => covers(done, request))) await placeLines(ports, request, attemptId);
  }
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
  longest: number,
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
    await settleReading(ports, { ref, facts: { ...facts, longest }, texts }, attemptId);
    await keepMeetings(ports, scope, sessionId);
  }
}

/** The stream's earliest agent line tells how lines are set off; it came late, so all is read again. */
async function placeAgain(
  ports: Ports,
  lane: string,
  stream: EndpointStream,
  gap: LaneAbout["gap"],
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
