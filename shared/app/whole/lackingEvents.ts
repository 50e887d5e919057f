import { positionOf } from "../../session/Position.ts";
import { laneFragments } from "../laneFragments.ts";
import { loadLane } from "../laneAbout.ts";
import type { Store } from "../Store.ts";
import type { StreamEvent } from "../sources/LogReader.ts";

/** Those of a stream's events that are not held; an ID that is held with another text is lacking. */
export async function lackingEvents(
  store: Store,
  lane: string,
  events: readonly StreamEvent[],
): Promise<StreamEvent[]> {
  let [from, to] = [Infinity, -Infinity];
  for (const { event } of events) {
    from = Math.min(from, event.timestamp);
    to = Math.max(to, event.timestamp);
  }
  if (events.length === 0) return [];
  const { reaches } = await loadLane(store, lane);
  const held = new Set<string>();
  for await (const { fragment } of laneFragments(store, { lane, from, to, reaches }))
    for (const event of fragment.events)
      if (from <= event.timestamp && event.timestamp <= to) held.add(nameOf(event));
  return events.filter(({ event }) => !held.has(nameOf(event)));
}

const nameOf = (event: StreamEvent["event"]): string =>
  `${event.id === null ? event.timestamp : positionOf(event, "", 0)}\n${event.message}`;
