import type { LaneEvent } from "../session/Fragment.ts";
import { CONTINUATION_MS, LineClassifier, type ClassifiedLine } from "../session/LineClassifier.ts";
import { laneEvents } from "./laneEvents.ts";
import type { LaneRange } from "./laneFragments.ts";
import type { Store } from "./Store.ts";

/**
 * The lane's lines of that time, in order, each with its verdict. What came before that time is
 * read only if a verdict rests on it, which is seldom: a flood would else be read twice.
 */
export async function* classifiedLines(
  store: Store,
  range: LaneRange,
): AsyncIterable<ClassifiedLine[]> {
  const classifier = new LineClassifier();
  for await (const events of laneEvents(store, range)) {
    const lines: ClassifiedLine[] = [];
    for (const event of events) {
      let line = classifier.classify(event);
      if (line === undefined) {
        classifier.recall(await eventsBefore(store, range));
        line = classifier.classify(event);
      }
      if (line !== undefined) lines.push(line);
    }
    yield lines;
  }
}

async function eventsBefore(store: Store, range: LaneRange): Promise<LaneEvent[]> {
  const { lane, reaches, from } = range;
  const before: LaneEvent[] = [];
  const earlier = { lane, reaches, from: from - CONTINUATION_MS, to: from - 1 };
  for await (const events of laneEvents(store, earlier))
    for (const event of events) before.push(event);
  return before;
}
