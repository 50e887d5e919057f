import { attributionOf } from "./attributionOf.ts";
import { isWithheld } from "./chooseSource.ts";
import { documentCommands } from "./documentCommands.ts";
import type { Facts } from "./Facts.ts";
import type { Finding } from "./Finding.ts";
import { commandRows } from "./commandRows.ts";
import {
  findingSort,
  findingsPartition,
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
import { sessionEndpoints, laneTarget } from "./sessionPlace.ts";
import { formFindings } from "./formFindings.ts";
import { sessionFindings } from "./sessionFindings.ts";
import { parseLane } from "./Lane.ts";
import { formatScope } from "../target/Scope.ts";
import { windowOf } from "./window.ts";

export interface HeadRow {
  readonly key: Key<unknown>;
  readonly value: unknown;
}

/** What a listing holds: where the head is. */
export interface ListingPointer {
  readonly partition: string;
}

/** All rows that follow from a head alone; whoever changes the head brings them along. */
export function headRows(head: ReadingHead): HeadRow[] {
  const { ref } = head;
  return ref.kind === "session" ? sessionRows(head, ref) : placedRows(head, ref);
}

function sessionRows(head: ReadingHead, ref: ReadingRef & { kind: "session" }): HeadRow[] {
  const { facts } = head;
  const start = startOf(facts);
  if (isWithheld(facts))
    return listed({ by: "withheld", scope: ref.scope }, [dayOf(start)], start, ref);
  const endpoints = sessionEndpoints(facts);
  const commands = documentCommands(facts);
  const days = new Set([dayOf(start), ...Object.keys(head.digest.days)]);
  for (const { at } of commands) days.add(dayOf(timeOf(at.position)));
  const listings: Listing[] = [
    { by: "scope", scope: ref.scope },
    ...endpoints.map((endpoint): Listing => ({ by: "endpoint", scope: ref.scope, endpoint })),
    ...attributionOf(facts).candidates.map(({ arn }): Listing => ({ by: "actor", actor: arn })),
  ];
  const about = [ref.scope, ref.sessionId, endpoints[0] ?? null] as const;
  const findings = [
    ...sessionFindings(...about, facts),
    ...formFindings(...about, head.digest.forms ?? []),
  ];
  return [
    ...listings.flatMap((listing) => listed(listing, [...days], start, ref)),
    ...windowRows(facts, ref.sessionId),
    ...findings.map(findingRow),
    ...commands.flatMap((command) => commandRows(ref, command)),
  ];
}

export function startOf(facts: Facts): number {
  const earliest = facts.opened ?? facts.first ?? facts.ended;
  if (earliest !== null) return timeOf(earliest.position);
  return Math.min(...facts.sources.map(({ first }) => timeOf(first)), 8.64e15);
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
  return facts.sources
    .filter(({ form }) => form === "prefixed")
    .map(({ lane, container }) => ({
      key: {
        partition: lanePartition(lane),
        sort: windowSort(window.from, sessionId, container ?? ""),
      },
      value: { sessionId, container: container ?? "" },
    }));
}

export const findingRow = (finding: Finding): HeadRow => ({
  key: {
    partition: findingsPartition(finding.scope),
    sort: findingSort(
      timeOf(finding.at.position),
      finding.kind,
      `${finding.sessionId ?? finding.at.lane}#${finding.detail.join("#")}`,
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
