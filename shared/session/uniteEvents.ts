import type { Fragment, FragmentEvent, LaneEvent } from "./Fragment.ts";
import { compare, positionOf, type Position } from "./Position.ts";

/**
 * The events of overlapping fragments, each once, in the stream's order. One ID with two texts
 * keeps both. Where no ID was given, as many copies of a (time, text) are kept as the larger of
 * its distinct IDs and of the largest count in one read.
 *
 * Whoever cuts the input must cut between two timestamps.
 */
export function uniteEvents(fragments: readonly Fragment[]): LaneEvent[] {
  const named: LaneEvent[] = [];
  const unnamed = new Map<string, Reads>();
  for (const { read, events } of fragments)
    for (const event of events) {
      if (event.id === null) keepUnnamed(unnamed, read, event);
      else named.push(laneEvent(event, positionOf(event, read, event.ordinal), false));
    }
  const united = distinct(inOrder(named));
  return unnamed.size === 0 ? united : inOrder([...united, ...surplus(unnamed, united)]);
}

const laneEvent = (
  { timestamp, message }: FragmentEvent,
  position: Position,
  disputed: boolean,
): LaneEvent => ({ position, timestamp, message, disputed });

const byPosition = (a: LaneEvent, b: LaneEvent): number =>
  compare(a.position, b.position) || compare(a.message, b.message);

/** Most deliveries are in order already, and looking is cheaper than sorting. */
function inOrder(events: LaneEvent[]): LaneEvent[] {
  for (let n = 1; n < events.length; n++) {
    const [before, event] = [events[n - 1], events[n]];
    if (before !== undefined && event !== undefined && byPosition(before, event) > 0)
      return events.sort(byPosition);
  }
  return events;
}

/** Of events in order: each once; the texts of one ID numbered, where there are several. */
function distinct(events: readonly LaneEvent[]): LaneEvent[] {
  const kept: LaneEvent[] = [];
  for (let n = 0; n < events.length;) {
    const first = events[n];
    if (first === undefined) break;
    let end = n + 1;
    while (events[end]?.position === first.position) end++;
    if (end === n + 1) kept.push(first);
    else kept.push(...numbered(first, new Set(events.slice(n, end).map((e) => e.message))));
    n = end;
  }
  return kept;
}

function numbered(first: LaneEvent, texts: ReadonlySet<string>): LaneEvent[] {
  if (texts.size === 1) return [first];
  return [...texts].map((message, n) => ({
    ...first,
    position: `${first.position}!${n}`,
    message,
    disputed: true,
  }));
}

/** Copies of one (time, text) by read and by ordinal: a read delivered twice brings the same ones. */
type Reads = Map<string, Map<number, FragmentEvent>>;

const sameEvent = (timestamp: number, message: string): string => `${timestamp}\n${message}`;

function keepUnnamed(unnamed: Map<string, Reads>, read: string, event: FragmentEvent): void {
  const key = sameEvent(event.timestamp, event.message);
  const reads: Reads = unnamed.get(key) ?? new Map();
  unnamed.set(key, reads);
  const copies = reads.get(read) ?? new Map<number, FragmentEvent>();
  reads.set(read, copies);
  copies.set(event.ordinal, event);
}

function surplus(unnamed: ReadonlyMap<string, Reads>, united: readonly LaneEvent[]): LaneEvent[] {
  const held = new Map<string, number>();
  for (const event of united) {
    const key = sameEvent(event.timestamp, event.message);
    held.set(key, (held.get(key) ?? 0) + 1);
  }
  return [...unnamed].flatMap(([key, reads]) => {
    const [read, copies] = fullest(reads);
    return [...copies.values()]
      .sort((a, b) => a.ordinal - b.ordinal)
      .slice(held.get(key) ?? 0)
      .map((event) => ({
        position: positionOf(event, read, event.ordinal),
        timestamp: event.timestamp,
        message: event.message,
        disputed: false,
      }));
  });
}

function fullest(reads: Reads): [string, ReadonlyMap<number, FragmentEvent>] {
  const [first] = [...reads].sort(
    ([readA, a], [readB, b]) => b.size - a.size || compare(readA, readB),
  );
  return first ?? ["", new Map()];
}
