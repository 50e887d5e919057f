import { parseStream } from "../../logs/parseStream.ts";
import { coveragePartition, knownStreamSort, type Key } from "../../session/keys.ts";
import type { Store } from "../Store.ts";
import { SourceError } from "../sources/SourceError.ts";
import type { LogReader, StreamSummary } from "../sources/LogReader.ts";

/** The service's times of a stream may be an hour late. */
const LATE_MS = 60 * 60_000;

/** No more are listed, and of an unfinished list nothing can be concluded. */
const MOST_STREAMS = 20_000;

/** An endpoint's `/ssm` streams. Throws `SourceError` `gone` where the log group is. */
export async function listSsmStreams(
  reader: LogReader,
  logGroup: string,
): Promise<readonly StreamSummary[]> {
  const streams = await reader.listStreams(logGroup);
  if (streams === undefined) throw new SourceError("gone", `there is no log group ${logGroup}`);
  if (streams.length >= MOST_STREAMS)
    throw new SourceError("refused", `it has more than ${MOST_STREAMS} log streams`);
  return streams.filter(
    ({ logStream }) =>
      parseStream({ logGroup, logStream, sessionLogGroups: [] }).kind === "endpoint",
  );
}

/** Those of the streams that can hold events of that time. */
export const streamsWithin = (
  streams: readonly StreamSummary[],
  from: number,
  to: number,
): string[] =>
  streams
    .filter(({ firstEvent, lastEvent, lastIngestion }) => {
      const last = Math.max(lastEvent ?? Infinity, lastIngestion ?? -Infinity);
      return last + LATE_MS >= from && (firstEvent ?? -Infinity) - LATE_MS <= to;
    })
    .map(({ logStream }) => logStream);

interface KnownStream {
  readonly logStream: string;
  /** Epoch milliseconds */
  readonly noticed: number;
  readonly gone: number | null;
}

/**
 * Remembers the streams, and says which of those remembered are not there any more since this
 * look.
 */
export async function noticeGone(
  store: Store,
  scope: string,
  logGroup: string,
  streams: readonly StreamSummary[],
  now: number,
): Promise<string[]> {
  const partition = coveragePartition(scope);
  const start = knownStreamSort(logGroup, "");
  const known = new Map<string, KnownStream>();
  for await (const { value } of store.list<KnownStream>({
    partition,
    from: start,
    to: `${start}~`,
  }))
    known.set(value.logStream, value);
  const keyOf = (logStream: string): Key<KnownStream> => ({
    partition,
    sort: knownStreamSort(logGroup, logStream),
  });
  const present = new Set(streams.map(({ logStream }) => logStream));
  const fresh = [...present].filter((name) => known.get(name)?.gone !== null);
  const gone = [...known.values()].filter(
    (one) => one.gone === null && !present.has(one.logStream),
  );
  await store.change(
    fresh.map((logStream) => ({
      key: keyOf(logStream),
      value: { logStream, noticed: now, gone: null },
    })),
    [],
  );
  return gone.map(({ logStream }) => logStream);
}

/** Remembers that they are gone, once it is written down elsewhere. */
export async function forgetGone(
  store: Store,
  scope: string,
  logGroup: string,
  logStreams: readonly string[],
  now: number,
): Promise<void> {
  await store.change(
    logStreams.map((logStream) => ({
      key: { partition: coveragePartition(scope), sort: knownStreamSort(logGroup, logStream) },
      value: { logStream, noticed: now, gone: now },
    })),
    [],
  );
}
