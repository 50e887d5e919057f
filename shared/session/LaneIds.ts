import type { FragmentEvent } from "./Fragment.ts";
import { idTime } from "./idTime.ts";
import { compare, positionOf, type Position } from "./Position.ts";

/**
 * Whether a stream's event IDs hold their events' times, as those of CloudWatch Logs' own making do;
 * grows, in any order, by {@link mergeIds}.
 */
export interface LaneIds {
  /** Some do: then one that does not was not given to that event. */
  readonly timed: boolean;
  /** One of those that do not, always the same one of the same evidence; null: all do. */
  readonly odd: OddId | null;
}

export interface OddId {
  readonly id: string;
  readonly at: Position;
}

/** Undefined where no ID is of that shape. */
export function idsOf(read: string, events: readonly FragmentEvent[]): LaneIds | undefined {
  let ids: LaneIds | undefined;
  for (const event of events) {
    const time = event.id === null ? null : idTime(event.id);
    if (event.id === null || time === null) continue;
    const timed = time === event.timestamp;
    if (timed && ids?.timed === true) continue;
    const odd = timed ? null : { id: event.id, at: positionOf(event, read, event.ordinal) };
    ids = mergeIds(ids, { timed, odd });
  }
  return ids;
}

export function mergeIds(a: LaneIds | undefined, b: LaneIds | undefined): LaneIds | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { timed: a.timed || b.timed, odd: least(a.odd, b.odd) };
}

/** By a digest and not by time: text that arrives newest first would change it with each delivery. */
function least(a: OddId | null, b: OddId | null): OddId | null {
  if (a === null || b === null) return a ?? b;
  const order = digestOf(a) - digestOf(b) || compare(a.at, b.at) || compare(a.id, b.id);
  return order <= 0 ? a : b;
}

function digestOf({ at }: OddId): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < at.length; i++) hash = Math.imul(hash ^ at.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
