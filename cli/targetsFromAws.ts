import type { LogReader, StreamEvent, StreamSummary } from "../shared/app/sources/LogReader.ts";
import { parseArn } from "../shared/logs/parseArn.ts";
import { parseStream } from "../shared/logs/parseStream.ts";
import { ENDPOINT_ROOTS, type EndpointStream } from "../shared/logs/Stream.ts";
import type { PlaceAnswer, TargetAnswer } from "../shared/query/Answer.ts";
import { describeTarget } from "../shared/query/describeTarget.ts";
import { targetsOfEndpoint, type SightedTarget } from "../shared/query/targetsOfEndpoint.ts";
import { endpointEvidence } from "../shared/session/endpointEvidence.ts";
import { formatLane } from "../shared/session/Lane.ts";
import { timeOf } from "../shared/session/Position.ts";
import { targetKey } from "../shared/target/targetKey.ts";
import { UNKNOWN } from "../shared/target/Scope.ts";

/** What CloudWatch Logs shows of an endpoint right now. */
export interface SeenInAws {
  /** The log groups that were looked for. */
  readonly lookedFor: readonly string[];
  /** Those of them that there are. */
  readonly found: readonly string[];
  /** Their `/ssm` streams. */
  readonly streams: number;
  readonly targets: readonly TargetAnswer[];
}

/** The targets of an endpoint, straight from its `/ssm` streams; nothing is stored. */
export async function targetsFromAws(reader: LogReader, endpoint: string): Promise<SeenInAws> {
  const lookedFor = ENDPOINT_ROOTS.map((root) => `${root}${endpoint}`);
  const found: string[] = [];
  const sighted: SightedTarget[] = [];
  let streams = 0;
  let place = UNKNOWN_PLACE;
  for (const logGroup of lookedFor) {
    const summaries = await reader.listStreams(logGroup);
    if (summaries === undefined) continue;
    found.push(logGroup);
    const own = ssmStreams(logGroup, summaries);
    streams += own.length;
    place = placeOf(own) ?? place;
    sighted.push(...(await sightTargets(reader, logGroup, own)));
  }
  const targets = known(sighted).map((target) => describeTarget(place, target));
  return { lookedFor, found, streams, targets };
}

const UNKNOWN_PLACE: PlaceAnswer = { partition: "aws", account: UNKNOWN, region: UNKNOWN };

interface SsmStream extends StreamSummary {
  readonly stream: EndpointStream;
}

const ssmStreams = (logGroup: string, summaries: readonly StreamSummary[]): SsmStream[] =>
  summaries.flatMap((summary) => {
    const stream = parseStream({ ...summary, logGroup, sessionLogGroups: [] });
    return stream.kind === "endpoint" ? { ...summary, stream } : [];
  });

function placeOf([first]: readonly SsmStream[]): PlaceAnswer | undefined {
  const arn = parseArn(first?.arn ?? "");
  return arn && { partition: arn.partition, account: arn.accountId, region: arn.region };
}

/** FilterLogEvents takes at most so many names. */
const STREAMS_AT_ONCE = 100;
/** An announcement, or a line of the agent that names its target; `:` may be percent-encoded. */
const NAMES_A_TARGET = '"sagemaker-endpoint"';
const MOST_NAMING = 20_000;
/** The agent says hello within the first lines of its stream, in every container. */
const FIRST_LINES = 200;
const NEWEST = 50;

async function sightTargets(
  reader: LogReader,
  logGroup: string,
  streams: readonly SsmStream[],
): Promise<SightedTarget[]> {
  const sighted: SightedTarget[] = [];
  for (let n = 0; n < streams.length; n += STREAMS_AT_ONCE) {
    const some = streams.slice(n, n + STREAMS_AT_ONCE);
    const logStreams = some.map(({ logStream }) => logStream);
    const naming = reader.listEvents({
      logGroup,
      logStreams,
      pattern: NAMES_A_TARGET,
      most: MOST_NAMING,
    });
    const events = await gather(naming);
    for (const [m, stream] of some.entries()) {
      const lines = events.get(stream.logStream) ?? [];
      // A container that nothing announces still has a prefix; one call a stream tells it.
      if (lines.length === 0 || n + m < NEWEST) {
        const { logStream } = stream;
        const wanted = { logGroup, logStreams: [logStream], most: FIRST_LINES };
        lines.push(...((await gather(reader.listEvents(wanted))).get(logStream) ?? []));
      }
      sighted.push(...sightIn(logGroup, stream, lines));
    }
  }
  return sighted;
}

async function gather(events: AsyncIterable<StreamEvent>): Promise<Map<string, StreamEvent[]>> {
  const byStream = new Map<string, StreamEvent[]>();
  for await (const event of events) {
    const list = byStream.get(event.logStream) ?? [];
    list.push(event);
    byStream.set(event.logStream, list);
  }
  return byStream;
}

function sightIn(
  logGroup: string,
  { stream, logStream, firstEvent, lastEvent }: SsmStream,
  events: readonly StreamEvent[],
): SightedTarget[] {
  const scope = { partition: "aws", accountId: UNKNOWN, region: UNKNOWN };
  const lane = formatLane({ scope, logGroup, logStream });
  const { targets } = endpointEvidence(lane, stream, [
    { read: "now", events: events.map(({ event }, ordinal) => ({ ...event, ordinal })) },
  ]);
  return targets.map(({ target, announced, channel, at }) => {
    const time = timeOf(at.position);
    const opened = channel === "opened" ? time : null;
    const closed = channel === "closed" ? time : null;
    const [first, last] = [Math.min(time, firstEvent ?? time), Math.max(time, lastEvent ?? time)];
    return { target, announced, service: false, first, last, opened, closed };
  });
}

/** `lastEvent` may be an hour late: what spoke so lately is not yet left behind. */
const LATE_MS = 60 * 60_000;

const later = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

function known(sighted: readonly SightedTarget[]): ReturnType<typeof targetsOfEndpoint> {
  const merged = new Map<string, SightedTarget>();
  for (const one of sighted) {
    const key = `${targetKey(one.target)} ${one.announced}`;
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined
        ? one
        : {
            ...one,
            first: Math.min(before.first, one.first),
            last: Math.max(before.last, one.last),
            opened: later(before.opened, one.opened),
            closed: later(before.closed, one.closed),
          },
    );
  }
  const lenient = [...merged.values()].map((one) => ({
    ...one,
    last: one.last + LATE_MS,
    closed: one.closed === null ? null : one.closed + LATE_MS,
  }));
  return targetsOfEndpoint(lenient).map((one) => ({ ...one, last: one.last - LATE_MS }));
}
