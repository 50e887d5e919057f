import { attributionOf, listedActors } from "./attributionOf.ts";
import { documentCommands } from "./documentCommands.ts";
import type { Facts, Ref } from "./Facts.ts";
import { parseServiceLane } from "./serviceRef.ts";
import type { Finding } from "./Finding.ts";
import { commandRows } from "./commandRows.ts";
import {
  findingSort,
  findingsPartition,
  instancePartition,
  knownSort,
  lanePartition,
  listingPartition,
  listingSort,
  placedSort,
  readingPartition,
  windowSort,
  type Key,
  type Listing,
} from "./keys.ts";
import { dayOf, timeOf } from "./Position.ts";
import type { ReadingHead } from "./ReadingHead.ts";
import type { ReadingRef } from "./ReadingRef.ts";
import { serviceEnd, serviceStart } from "./serviceWord.ts";
import { laneTarget, sessionEndpoints, sessionTargets } from "./sessionPlace.ts";
import { keptFindings } from "./findingsOf.ts";
import { parseLane } from "./Lane.ts";
import { standingOf } from "./standingOf.ts";
import { formatScope } from "../target/Scope.ts";
import { nearTo, windowOf } from "./window.ts";

export interface HeadRow {
  readonly key: Key<unknown>;
  readonly value: unknown;
}

/** What a listing holds: where the head is. */
export interface ListingPointer {
  readonly partition: string;
}

/** A session that ran on an instance, as far as anything says. */
export interface KnownSession {
  readonly sessionId: string;
}

/** All rows that follow from a head alone; whoever changes the head brings them along. */
export function headRows(head: ReadingHead): HeadRow[] {
  const { ref } = head;
  return ref.kind === "session" ? sessionRows(head, ref) : placedRows(head, ref);
}

function sessionRows(head: ReadingHead, ref: ReadingRef & { kind: "session" }): HeadRow[] {
  const { facts } = head;
  const start = listedStart(facts);
  const standing = standingOf(facts);
  if (standing === "unheard") return [];
  if (standing !== "shown")
    return listed({ by: standing, scope: ref.scope }, [dayOf(start)], start, ref);
  const endpoints = sessionEndpoints(facts);
  const commands = documentCommands(facts);
  const days = new Set([dayOf(start), ...Object.keys(head.digest.days)]);
  for (const { at } of commands) days.add(dayOf(timeOf(at.position)));
  const listings: Listing[] = [
    { by: "scope", scope: ref.scope },
    ...endpoints.map((endpoint): Listing => ({ by: "endpoint", scope: ref.scope, endpoint })),
    ...listedActors(attributionOf(ref.sessionId, facts)).map((actor): Listing => ({
      by: "actor",
      actor,
    })),
  ];
  return [
    ...listings.flatMap((listing) => listed(listing, [...days], start, ref)),
    ...windowRows(facts, ref.sessionId),
    ...knownRows(facts, ref),
    ...keptFindings(head).map(findingRow),
    ...commands.flatMap((command) => commandRows(ref, command)),
  ];
}

/** When the session began, as lists are ordered by it. */
export function listedStart(facts: Facts): number {
  const earliest = facts.opened ?? facts.first ?? facts.ended;
  const said = earliest === null ? null : timeOf(earliest.position);
  const known = serviceStart(facts);
  if (known !== null) return nearTo(known, said);
  const named = facts.sources.flatMap(({ first }) => (first === "" ? [] : timeOf(first)));
  return said ?? Math.min(...named, serviceEnd(facts) ?? 8.64e15);
}

function listed(
  listing: Listing,
  days: readonly string[],
  start: number,
  ref: ReadingRef,
): HeadRow[] {
  const reading = readingPartition(ref);
  const value: ListingPointer = { partition: reading };
  return days.map((day) => ({
    key: { partition: listingPartition(listing), sort: listingSort(day, start, reading) },
    value,
  }));
}

function windowRows(facts: Facts, sessionId: string): HeadRow[] {
  const window = windowOf(sessionId, facts);
  if (window === undefined) return [];
  const named = facts.opened ?? facts.ended;
  const time = nearTo(window.from, named === null ? null : timeOf(named.position));
  return facts.sources
    .filter(({ form }) => form === "prefixed")
    .map(({ lane, container }) => ({
      key: {
        partition: lanePartition(lane),
        sort: windowSort(time, sessionId, container ?? ""),
      },
      value: { sessionId, container: container ?? "" },
    }));
}

/** Where the session ran: for streams that are first seen later, and for whoever met it there. */
function knownRows(facts: Facts, ref: ReadingRef & { kind: "session" }): HeadRow[] {
  const value: KnownSession = { sessionId: ref.sessionId };
  const sort = knownSort(listedStart(facts), ref.sessionId);
  const partitions = sessionTargets(facts).map((target) => instancePartition(ref.scope, target));
  return [...new Set(partitions)].map((partition) => ({ key: { partition, sort }, value }));
}

/** Two attempts of one person in one second are two. */
const subjectOf = ({ lane, position }: Ref): string =>
  parseServiceLane(lane) === undefined ? lane : `${lane}#${position}`;

export const findingRow = (finding: Finding): HeadRow => ({
  key: {
    partition: findingsPartition(finding.scope),
    sort: findingSort(
      timeOf(finding.at.position),
      // Which of the two it is, who is known decides: the same meeting all the same.
      finding.kind === "people-at-once" ? "sessions-at-once" : finding.kind,
      `${finding.sessionId ?? subjectOf(finding.at)}#${finding.detail.join("#")}`,
    ),
  },
  value: finding,
});

/** Text of no session, or of one of several: listed with the sessions of its stream's endpoint. */
function placedRows(
  head: ReadingHead,
  ref: ReadingRef & { kind: "ambiguous" | "unplaced" },
): HeadRow[] {
  const lane = parseLane(ref.lane);
  const { first, days: commandDays } = head.digest;
  if (first === null || lane === undefined) return [];
  const scope = formatScope(lane.scope);
  const start = ref.kind === "unplaced" ? Date.parse(ref.day) : timeOf(first);
  const days = [...new Set([dayOf(start), ...Object.keys(commandDays)])];
  const listings: Listing[] = [
    { by: "scope", scope },
    ...laneTarget(ref.lane, "").map(({ endpoint }): Listing => ({
      by: "endpoint",
      scope,
      endpoint,
    })),
  ];
  const partition = readingPartition(ref);
  return [
    ...listings.flatMap((listing) => listed(listing, days, start, ref)),
    ...days.map((day) => ({
      key: {
        partition: lanePartition(ref.lane),
        sort: placedSort(day, ref.container, partition),
      },
      value: ref,
    })),
  ];
}
