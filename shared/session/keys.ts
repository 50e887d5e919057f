import { compare, dayOf, padTime, startOfTime, type Position } from "./Position.ts";
import { REACHES_MS, type Reach } from "./Reach.ts";
import type { ReadingRef } from "./ReadingRef.ts";
import type { TargetId } from "../target/TargetId.ts";

/** Where a kept thing of type T lies: partitions and sort keys are ASCII, in byte order. */
export interface Key<out T> {
  readonly partition: string;
  readonly sort: string;
  /** Never present: ties the type to the key. */
  readonly holds?: T;
}

const ascii = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll("%2F", "/").replaceAll("%3A", ":");

/** A partition key may have 2,048 bytes, a sort key 1,024: longer names end in a digest of the rest. */
const bounded = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 18)}~${digestOf(text)}`;

/** 64 bits of FNV-1a: tells names apart, protects nothing. */
function digestOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}

export function readingPartition(ref: ReadingRef): string {
  switch (ref.kind) {
    case "session":
      return `session#${ref.scope}#${ascii(ref.sessionId)}`;
    case "ambiguous":
      return bounded(
        `either#${ref.lane}#${ascii(ref.container)}#${ref.candidates.map(ascii).join("#")}`,
        2_000,
      );
    case "unplaced":
      return `none#${ref.lane}#${ascii(ref.container)}#${ref.day}`;
    default:
      return ref satisfies never;
  }
}

export const headSort = "head";
export const progressSort = "progress";
export const checkpointSort = (position: Position): string => `check#${position}`;
export const commandSort = (position: Position, offset: number): string =>
  `cmd#${position}#${String(offset).padStart(8, "0")}`;
/** Lines that look like commands and are not counted as such. */
export const doubtSort = (position: Position, offset: number, by: string): string =>
  bounded(`doubt#${position}#${String(offset).padStart(8, "0")}#${ascii(by)}`, 1_000);
/** When a session's commands ran, as another form of its text tells. */
export const timesSort = "times";

export const fragmentPartition = (lane: string): string => `lane#${lane}`;
/** Whether such a row never changes: evidence lies under a digest of itself, a scope under its name. */
export const isImmutable = ({ partition }: { readonly partition: string }): boolean =>
  partition.startsWith("lane#") || partition.startsWith("lanes#") || partition === scopesPartition;
export const fragmentSort = (reach: Reach, first: Position, hash: string): string =>
  `${REACHES_MS.indexOf(reach)}|${first}|${hash}`;
/** Fragments of that reach which can hold events from `from` to `to`, epoch milliseconds. */
export const fragmentRange = (
  reach: Reach,
  from: number,
  to: number,
): { from: string; to: string } => {
  const name = `${REACHES_MS.indexOf(reach)}|`;
  return { from: `${name}${startOfTime(from - reach)}`, to: `${name}${startOfTime(to)}~` };
};
export const lanePartition = (lane: string): string => `about#${lane}`;
export const laneSort = "lane";
/** Sessions that text on the lane names, by the time they opened. */
export const windowSort = (from: number, sessionId: string, container: string): string =>
  `window#${padTime(from)}#${ascii(sessionId)}#${ascii(container)}`;
/** A stream of the session that holds events which are read as nothing: found again to be removed. */
export const strayKey = (ref: ReadingRef, lane: string): Key<string> => ({
  partition: readingPartition(ref),
  sort: bounded(`${STRAY}${lane}`, 1_000),
});
export const STRAY = "stray#";
/** Readings that hold text of this lane without belonging to a session. */
export const placedSort = (day: string, container: string, partition: string): string =>
  bounded(`placed#${day}#${ascii(container)}#${partition}`, 1_000);

export const scopesPartition = "scopes";
/** By account first, since that is what lists are mostly cut by. */
export const scopeSort = (scope: string): string => {
  const [partition = "", account = "", region = ""] = scope.split("/");
  return `${account}/${region}/${partition}`;
};
/** The log streams that evidence of the scope came from. */
export const lanesPartition = (scope: string): string => `lanes#${scope}`;
export const laneListSort = (lane: string): string => bounded(lane, 1_000);
export const endpointsPartition = (scope: string): string => `endpoints#${scope}`;
export const endpointKey = (endpoint: string): string => ascii(endpoint.toLowerCase());
export const targetsPartition = (scope: string, endpoint: string): string =>
  `targets#${scope}#${endpointKey(endpoint)}`;
export const targetSort = (variant: string, instance: string, container: string | null): string =>
  [variant, instance, container ?? ""].map((part) => ascii(part.toLowerCase())).join("#");

/** What lists of readings are cut by. */
export type Listing =
  | { readonly by: "scope"; readonly scope: string }
  | { readonly by: "endpoint"; readonly scope: string; readonly endpoint: string }
  | { readonly by: "actor"; readonly actor: string }
  | { readonly by: "withheld" | "foreign"; readonly scope: string };

export function listingPartition(listing: Listing): string {
  switch (listing.by) {
    case "scope":
      return `by-scope#${listing.scope}`;
    case "endpoint":
      return `by-endpoint#${listing.scope}#${endpointKey(listing.endpoint)}`;
    case "actor":
      return `by-actor#${bounded(ascii(listing.actor), 1_900)}`;
    case "withheld":
    case "foreign":
      return `by-${listing.by}#${listing.scope}`;
    default:
      return listing satisfies never;
  }
}

/** Newest first by day, then by the start of the reading, then by its identity. */
export const listingSort = (day: string, start: number, reading: string): string =>
  `${day}#${padTime(start)}#${bounded(reading, 900)}`;

export const programPartition = (scope: string, program: string): string =>
  `program#${scope}#${bounded(ascii(program), 1_500)}`;
export const programSort = (position: Position, offset: number, reading: string): string =>
  bounded(`${position}#${String(offset).padStart(8, "0")}#${reading}`, 1_000);

export const findingsPartition = (scope: string): string => `findings#${scope}`;
export const findingSort = (time: number, kind: string, subject: string): string =>
  bounded(`${padTime(time)}#${kind}#${ascii(subject)}`, 1_000);

/** Trail records of calls that succeeded, in the order of their times; and of those that failed. */
export const trailPartition = (scope: string): string => `trail#${scope}`;
export const failedPartition = (scope: string): string => `failed#${scope}`;
export const trailSort = (time: number, eventId: string): string => `${padTime(time)}#${eventId}`;

/** Records that an older store kept and did not join. */
export const unjoinedPartition = "unjoined";

/** What is known of an instance: its streams' containers, and sessions that the service puts there. */
export const instancePartition = (
  scope: string,
  { endpoint, variant, instance }: Omit<TargetId, "container">,
): string => `instance#${scope}#${[endpoint, variant, instance].join("#").toLowerCase()}`;
/** By when a session began that ran there. */
export const knownSort = (time: number, sessionId: string): string =>
  `known#${padTime(time)}#${ascii(sessionId)}`;
export const containerSort = (lane: string, container: string): string =>
  bounded(`lane#${ascii(container)}#${lane}`, 1_000);

export const coveragePartition = (scope: string): string => `coverage#${scope}`;
/** How far a log group was re-read: an endpoint's, in whichever spelling, or a session log group. */
export const groupCoverageSort = (logGroup: string, endpoint: string | null): string =>
  `${groupsCoverageSort(endpoint)}${ascii(logGroup)}`;
/** What the rows of an endpoint's log groups begin with, or those of all session log groups. */
export const groupsCoverageSort = (endpoint: string | null): string =>
  endpoint === null ? "group#sessions#" : `group#endpoint#${endpointKey(endpoint)}#`;
/** How far other things were: the list of log groups, DescribeSessions, the failure store. */
export const otherCoverageSort = (name: "groups" | "sessions" | "failures" | "whole"): string =>
  `other#${name}`;
/** A stream that was there once, so that its disappearance is noticed. */
export const knownStreamSort = (logGroup: string, logStream: string): string =>
  `stream#${ascii(logGroup)}#${ascii(logStream)}`;
/** Whether the log group's events are delivered. */
export const filterSort = (logGroup: string): string => `filter#${ascii(logGroup)}`;
/** Events that a re-read is taking in: they may be held before anything is made of them. */
export const takingSort = (attemptId: string): string => `taking#${attemptId}`;
/** How far the laptop pulled. */
export const pulledSort = (what: string): string => `pulled#${ascii(what)}`;

export const gapsPartition = (scope: string): string => `gaps#${scope}`;
/** Those of them that are not healed, once more: answers look at these only. */
export const standingGapsPartition = (scope: string): string => `gaps-standing#${scope}`;
export const gapSort = (from: number, kind: string, subject: string): string =>
  bounded(`${padTime(from)}#${kind}#${ascii(subject)}`, 1_000);

/** The access journal, a partition a year: whoever answers may write to these and no others. */
export const accessesPartition = (at: number): string =>
  `accesses#${String(yearOf(at)).padStart(4, "0")}`;
export const accessSort = (at: number, nonce: string): string => `${padTime(at)}#${nonce}`;
export const yearOf = (at: number): number => Number(dayOf(at).slice(0, 4));

/** What people decided of sessions: text that was removed, and what nothing may be removed of. */
export const tombstonesPartition = (scope: string): string => `purged#${scope}`;
export const holdsPartition = (scope: string): string => `holds#${scope}`;
export const sessionRowSort = (sessionId: string): string => bounded(ascii(sessionId), 900);

/**
 * Partitions, by how they begin, that no evidence could make again: whoever rebuilds the index
 * carries them over.
 */
export const NOT_OF_EVIDENCE: readonly string[] = [
  "accesses#",
  "coverage#",
  "gaps#",
  "gaps-standing#",
  "holds#",
  "purged#",
  "settings",
];
/** Of these, what is true of an index only that lacks nothing. */
export const OF_A_WHOLE_INDEX: readonly string[] = ["coverage#"];

export const sameKey = (a: Key<unknown>, b: Key<unknown>): boolean =>
  a.partition === b.partition && a.sort === b.sort;

export const compareKeys = (a: Key<unknown>, b: Key<unknown>): number =>
  compare(a.partition, b.partition) || compare(a.sort, b.sort);
