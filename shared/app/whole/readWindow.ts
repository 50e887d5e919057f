import { parseStream } from "../../logs/parseStream.ts";
import type { EndpointStream, SessionStream } from "../../logs/Stream.ts";
import { blankPurged } from "../../session/blankPurged.ts";
import { formatLane } from "../../session/Lane.ts";
import { parseScope } from "../../target/Scope.ts";
import { scopeOf } from "../loadWindows.ts";
import type { Ports } from "../Ports.ts";
import type { LogReader, StreamEvent } from "../sources/LogReader.ts";
import { loadTombstones } from "../tombstones.ts";
import { lackingEvents } from "./lackingEvents.ts";
import type { Run } from "./Run.ts";
import { takeEvents } from "./takeEvents.ts";

export interface Window {
  readonly logGroup: string;
  /** Null: every stream of the log group. */
  readonly logStreams: readonly string[] | null;
  /** Epoch milliseconds, both ends inclusive. */
  readonly from: number;
  readonly to: number;
}

/** What is written down of events that nothing had brought here, around their being taken in. */
export interface Ledger {
  noticed(logStream: string, events: readonly StreamEvent[]): Promise<void>;
  healed(logStream: string, events: readonly StreamEvent[]): Promise<void>;
}

export interface WindowReport {
  /** False where time ran out: the window is to be read again. */
  readonly finished: boolean;
  readonly read: number;
  readonly lacked: number;
}

/** FilterLogEvents takes at most so many names. */
const STREAMS_AT_ONCE = 100;

/** Re-reads a window of a log group and takes in what is lacking, page by page. */
export async function readWindow(
  ports: Ports,
  reader: LogReader,
  run: Run,
  window: Window,
  ledger?: Ledger,
): Promise<WindowReport> {
  let [read, lacked] = [0, 0];
  for (const logStreams of chunksOf(window.logStreams)) {
    for await (const page of reader.readPages({ ...window, logStreams })) {
      if (!run.mayGoOn()) return { finished: false, read, lacked };
      read += page.length;
      for (const [logStream, events] of byStream(page))
        lacked += await takeIn(ports, run, window.logGroup, logStream, events, ledger);
      const last = page.at(-1);
      if (last !== undefined)
        run.onProgress?.({
          logGroup: window.logGroup,
          at: last.event.timestamp,
          events: page.length,
        });
    }
  }
  return { finished: true, read, lacked };
}

function* chunksOf(names: readonly string[] | null): Generator<readonly string[]> {
  if (names === null) yield [];
  else
    for (let n = 0; n < names.length; n += STREAMS_AT_ONCE)
      yield names.slice(n, n + STREAMS_AT_ONCE);
}

function byStream(page: readonly StreamEvent[]): Map<string, StreamEvent[]> {
  const streams = new Map<string, StreamEvent[]>();
  for (const event of page) {
    const list = streams.get(event.logStream) ?? [];
    list.push(event);
    streams.set(event.logStream, list);
  }
  return streams;
}

/** How many of the events were lacking. */
async function takeIn(
  ports: Ports,
  run: Run,
  logGroup: string,
  logStream: string,
  events: readonly StreamEvent[],
  ledger: Ledger | undefined,
): Promise<number> {
  const { sessionLogGroups } = run.settings;
  const stream = parseStream({ logGroup, logStream, sessionLogGroups });
  if (stream.kind === "refused") return 0;
  const scope = parseScope(run.scope);
  if (scope === undefined) return 0;
  const lane = formatLane({ scope, logGroup, logStream });
  const lacking = await lackingEvents(
    ports.store,
    lane,
    await blanked(ports, lane, stream, events),
  );
  if (lacking.length === 0) return 0;
  await ledger?.noticed(logStream, lacking);
  await takeEvents(
    ports,
    run,
    lane,
    lacking.map(({ event }) => event),
  );
  await ledger?.healed(logStream, lacking);
  return lacking.length;
}

/** As they would be kept: text that was removed by hand is not lacking. */
async function blanked(
  ports: Ports,
  lane: string,
  stream: EndpointStream | SessionStream,
  events: readonly StreamEvent[],
): Promise<StreamEvent[]> {
  const tombstones = await loadTombstones(ports.store, scopeOf(lane));
  const kept = blankPurged(
    tombstones,
    lane,
    stream,
    events.map(({ event }) => event),
    ports.sign,
  );
  return events.map((event, n) => ({ ...event, event: kept[n] ?? event.event }));
}
