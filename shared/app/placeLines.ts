import { CONTINUATION_MS, type ClassifiedLine } from "../session/LineClassifier.ts";
import type { Stretch } from "../session/endpointEvidence.ts";
import { NO_FACTS, type Facts, type Source } from "../session/Facts.ts";
import { lanePartition, readingPartition } from "../session/keys.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import { dayOf, startOfTime, timeOf, undisputed, type Position } from "../session/Position.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import { candidatesAt, MARGIN_MS, type Window } from "../session/window.ts";
import { classifiedLines } from "./classifiedLines.ts";
import { loadLane } from "./laneAbout.ts";
import { loadWindows, scopeOf } from "./loadWindows.ts";
import type { Ports } from "./Ports.ts";
import { settleReading } from "./settleReading.ts";

/** The terminal lines of one container on one stream, all of that time. */
export interface PlaceRequest {
  readonly lane: string;
  readonly container: string;
  /** Epoch milliseconds, both ends inclusive. */
  readonly from: number;
  readonly to: number;
  /** Windows changed: lines may have left readings too, not only come to them. */
  readonly moved: boolean;
  /** Whose window changed: it may have held lines here without being a candidate any more. */
  readonly mover?: ReadingRef;
}

/** Brings every reading up to date that has, or had, terminal lines of that time. */
export async function placeLines(
  ports: Ports,
  request: PlaceRequest,
  attemptId: string,
): Promise<void> {
  const touched = await touchedReadings(ports, request);
  for (const { ref, stretch } of touched.values()) {
    const source = placedSource(request);
    const text = { source: sourceKey(source), stretch: request.moved ? ("all" as const) : stretch };
    const facts: Facts = ref.kind === "session" ? NO_FACTS : { ...NO_FACTS, sources: [source] };
    await settleReading(ports, { ref, facts, texts: [text] }, attemptId);
  }
}

/** Times are left out: lines come and go with the windows, and the source must not remember them. */
const placedSource = ({ lane, container }: PlaceRequest): Source => ({
  form: "prefixed",
  lane,
  container,
  declared: true,
  first: "",
  last: "",
});

interface Touched {
  readonly ref: ReadingRef;
  readonly stretch: Stretch;
}

async function touchedReadings(
  { store }: Ports,
  request: PlaceRequest,
): Promise<Map<string, Touched>> {
  const { lane, container } = request;
  const from = request.from - (request.moved ? MARGIN_MS : 0);
  // A late agent line can take the lines right after it for its own.
  const to = request.to + (request.moved ? MARGIN_MS : 0) + CONTINUATION_MS;
  const { reaches } = await loadLane(store, lane);
  const touched = new Map<string, Touched>();
  const windows = await loadWindows(store, lane, container, from, to);
  const place = linePlacer(request, windows);
  const seen = new Set<ReadingRef>();
  for await (const lines of classifiedLines(store, { lane, from, to, reaches }))
    for (const classified of lines) {
      if ((classified.line.container ?? "") !== container) continue;
      const ref = place(classified);
      // Lines come in order: the first one of a reading is where its stretch begins.
      if (ref === undefined || seen.has(ref)) continue;
      seen.add(ref);
      touch(touched, ref, undisputed(classified.event.position), to);
    }
  if (request.moved)
    for (const ref of await holders({ store }, request, windows, from, to))
      touch(touched, ref, startOfTime(from), to);
  if (request.mover !== undefined) touch(touched, request.mover, startOfTime(from), to);
  return touched;
}

function touch(
  touched: Map<string, Touched>,
  ref: ReadingRef,
  position: Position,
  to: number,
): void {
  const name = readingPartition(ref);
  const first = touched.get(name)?.stretch.first ?? position;
  const last = `${startOfTime(to)}~`;
  touched.set(name, { ref, stretch: { first: position < first ? position : first, last } });
}

/**
 * Tells whose text a line is, or would be if it were no continuation of an agent line: one object
 * for each reading, since thousands of lines in a row are of one.
 */
function linePlacer(
  { lane, container }: PlaceRequest,
  windows: readonly Window[],
): (line: ClassifiedLine) => ReadingRef | undefined {
  const scope = scopeOf(lane);
  const refs = new Map<string, ReadingRef>();
  const known = (name: string, make: () => ReadingRef): ReadingRef => {
    const ref = refs.get(name) ?? make();
    refs.set(name, ref);
    return ref;
  };
  return ({ line, event: { timestamp }, is }) => {
    if (is === "record" || (is === "agent" && line.said.kind !== "continuation")) return undefined;
    const candidates = is === "terminal" || is === "agent" ? candidatesAt(windows, timestamp) : [];
    const [only, second] = candidates;
    if (only === undefined)
      return known(`day ${Math.floor(timestamp / DAY_MS)}`, () => ({
        kind: "unplaced",
        lane,
        container,
        day: dayOf(timestamp),
      }));
    return known(candidates.join("\n"), () =>
      second === undefined
        ? { kind: "session", scope, sessionId: only }
        : { kind: "ambiguous", lane, container, candidates },
    );
  };
}

/** Readings that may hold lines of that time since before the windows changed. */
async function holders(
  { store }: Pick<Ports, "store">,
  { lane, container }: PlaceRequest,
  windows: readonly Window[],
  from: number,
  to: number,
): Promise<ReadingRef[]> {
  const scope = scopeOf(lane);
  const sessions = windows
    .filter((window) => window.from - MARGIN_MS <= to && window.to + MARGIN_MS >= from)
    .map(({ sessionId }): ReadingRef => ({ kind: "session", scope, sessionId }));
  const placed: ReadingRef[] = [];
  const rows = store.list<ReadingRef>({
    partition: lanePartition(lane),
    // An ambiguous reading is listed under the days of its first line and of its commands.
    from: `placed#${dayOf(Math.max(0, from - 2 * DAY_MS))}`,
    to: `placed#${dayOf(to + DAY_MS)}#~`,
  });
  for await (const { value } of rows)
    if (value.kind !== "session" && value.container === container) placed.push(value);
  return [...sessions, ...placed];
}

const DAY_MS = 24 * 60 * 60_000;

export const stretchTimes = ({ first, last }: Stretch): { from: number; to: number } => ({
  from: timeOf(first),
  to: timeOf(last),
});
