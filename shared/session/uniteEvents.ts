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
  const named = new Map<Position, Set<string>>();
  const unnamed = new Map<string, Reads>();
  for (const { read, events } of fragments)
    for (const event of events) {
      if (event.id === null) keepUnnamed(unnamed, read, event);
      else keepNamed(named, positionOf(event, read, event.ordinal), event.message);
    }
  const united = [...named].flatMap(([position, texts]) => namedEvents(position, texts));
  if (unnamed.size > 0) united.push(...surplus(unnamed, united));
  return united.sort((a, b) => compare(a.position, b.position));
}

function keepNamed(named: Map<Position, Set<string>>, position: Position, text: string): void {
  const texts = named.get(position);
  if (texts === undefined) named.set(position, new Set([text]));
  else texts.add(text);
}

function namedEvents(position: Position, texts: ReadonlySet<string>): LaneEvent[] {
  const timestamp = Number(position.slice(0, 16));
  if (texts.size === 1)
    return [...texts].map((message) => ({ position, timestamp, message, disputed: false }));
  return [...texts].sort(compare).map((message, n) => ({
    position: `${position}!${n}`,
    timestamp,
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
