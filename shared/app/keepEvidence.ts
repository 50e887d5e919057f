import { EarliestClaims } from "../session/EarliestClaims.ts";
import type { Facts } from "../session/Facts.ts";
import type { Fragment, FragmentEvent, LaneEvent } from "../session/Fragment.ts";
import {
  fragmentPartition,
  fragmentSort,
  laneListSort,
  lanesPartition,
  type Key,
} from "../session/keys.ts";
import { mergeLaneAbout, NO_LANE, type LaneAbout } from "../session/LaneAbout.ts";
import { findingRow } from "../session/headRows.ts";
import { laneFindings } from "../session/laneFindings.ts";
import { idsOf, mergeIds } from "../session/LaneIds.ts";
import { eventIdOf, positionOf } from "../session/Position.ts";
import { reachOf } from "../session/Reach.ts";
import { uniteEvents } from "../session/uniteEvents.ts";
import { keepScope } from "./keepScope.ts";
import { learnLane } from "./laneAbout.ts";
import { laneFragments } from "./laneFragments.ts";
import { scopeOf } from "./loadWindows.ts";
import type { Ports } from "./Ports.ts";

export interface KeptEvidence {
  /** What was delivered, and with it every other text of an event ID that came with two. */
  readonly fragments: readonly Fragment[];
  /** Events of this delivery that were held before. */
  readonly duplicates: number;
  /** What is known of the lane now. */
  readonly about: LaneAbout;
  /** Event IDs that came with two texts, with the place of the first of them. */
  readonly disputed: readonly { readonly eventId: string; readonly position: string }[];
}

/**
 * Keeps the evidence itself, before anything is made of it; repeating it changes nothing. What
 * overlaps is compared with what is held.
 */
export async function keepEvidence(
  ports: Ports,
  lane: string,
  fragments: readonly Fragment[],
  learnt: LaneAbout,
): Promise<KeptEvidence> {
  const { store, hash } = ports;
  const reaches = fragments.map(({ events }) => reachOf(events));
  // Before the fragments: whoever reads them must know how far back they may begin.
  const ids = fragments.map(({ read, events }) => idsOf(read, events)).reduce(mergeIds, undefined);
  const seen = { ...NO_LANE, reaches, ...(ids === undefined ? {} : { ids }) };
  const about = await learnLane(ports, lane, mergeLaneAbout(learnt, seen));
  await keepOddId(ports, lane, about);
  await keepScope(ports, scopeOf(lane));
  await listLane(ports, lane);
  const puts = fragments.map((fragment) => ({ key: fragmentKey(fragment, hash), value: fragment }));
  const known = await store.load<Fragment>(puts.map(({ key }) => key));
  const fresh = puts.filter((_, n) => known[n] === undefined);
  await store.change(fresh, []);
  // Looked for once ours are kept: of two that come at once, one at least sees the other.
  const held = await heldBeside(ports, lane, fragments, about.reaches, fresh);
  const before = uniteEvents(held);
  const after = uniteEvents([...held, ...fragments]);
  const disputed = disputes(after);
  return {
    fragments: [...fragments, ...textsOf(disputed, held)],
    duplicates: count(fragments) - (after.length - before.length),
    about,
    disputed,
  };
}

/** Such streams are few: CloudWatch Logs gives no event another's ID. */
async function keepOddId({ store }: Ports, lane: string, { ids }: LaneAbout): Promise<void> {
  if (ids?.timed !== true || ids.odd === null) return;
  await store.change(laneFindings(lane, { ...NO_LANE, ids }).map(findingRow), []);
}

/** The held events of those IDs: another text moves them, so they are read again. */
function textsOf(disputed: KeptEvidence["disputed"], held: readonly Fragment[]): Fragment[] {
  if (disputed.length === 0) return [];
  const ids = new Set(disputed.map(({ eventId }) => eventId));
  const isDisputed = (read: string, event: FragmentEvent): boolean =>
    ids.has(eventIdOf(positionOf(event, read, event.ordinal)) ?? "");
  return held
    .map((one) => ({ ...one, events: one.events.filter((event) => isDisputed(one.read, event)) }))
    .filter(({ events }) => events.length > 0);
}

const count = (fragments: readonly Fragment[]): number =>
  fragments.reduce((sum, { events }) => sum + events.length, 0);

function spanOf(events: readonly { timestamp: number }[]): {
  first: number;
  last: number;
} {
  let [first, last] = [Infinity, -Infinity];
  for (const { timestamp } of events) {
    first = Math.min(first, timestamp);
    last = Math.max(last, timestamp);
  }
  return { first, last };
}

/** What else is held of the times that the delivery covers. */
async function heldBeside(
  { store }: Ports,
  lane: string,
  fragments: readonly Fragment[],
  reaches: LaneAbout["reaches"],
  fresh: readonly { readonly key: Key<Fragment> }[],
): Promise<Fragment[]> {
  const { first, last } = spanOf(fragments.flatMap(({ events }) => events));
  const own = new Set(fresh.map(({ key }) => key.sort));
  const held: Fragment[] = [];
  for await (const { key, fragment } of laneFragments(store, {
    lane,
    from: first,
    to: last,
    reaches,
  })) {
    if (own.has(key.sort)) continue;
    held.push({
      ...fragment,
      events: fragment.events.filter(({ timestamp }) => first <= timestamp && timestamp <= last),
    });
  }
  return held;
}

function disputes(events: readonly LaneEvent[]): KeptEvidence["disputed"] {
  // Texts of one ID follow each other, the first of them numbered 0.
  return events
    .filter(({ disputed, position }) => disputed && position.endsWith("!0"))
    .map(({ position }) => ({ eventId: eventIdOf(position) ?? "", position }));
}

/** What the disputed IDs claim: a contradiction of whatever they belong to. */
export function disputeClaims(lane: string, { disputed }: KeptEvidence): Facts["claims"] {
  const claims = new EarliestClaims(lane);
  for (const { eventId, position } of disputed) claims.add("event-id-conflict", eventId, position);
  return claims.facts().claims;
}

export function fragmentKey(fragment: Fragment, hash: Ports["hash"]): Key<Fragment> {
  const { first: earliest } = spanOf(fragment.events);
  let first: string | undefined;
  // A position begins with its time: the earliest events alone are compared.
  for (const event of fragment.events) {
    if (event.timestamp !== earliest) continue;
    const position = positionOf(event, fragment.read, event.ordinal);
    if (first === undefined || position < first) first = position;
  }
  return {
    partition: fragmentPartition(fragment.lane),
    sort: fragmentSort(
      reachOf(fragment.events),
      first ?? "",
      hash(JSON.stringify(fragment)).slice(0, 24),
    ),
  };
}

/** `verify` asks every stream for what it holds. */
async function listLane({ store }: Ports, lane: string): Promise<void> {
  const key: Key<string> = { partition: lanesPartition(scopeOf(lane)), sort: laneListSort(lane) };
  const [known] = await store.load([key]);
  if (known === undefined) await store.save(key, lane, 0);
}
