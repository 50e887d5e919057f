import fc from "fast-check";
import type { LogEvent } from "../../shared/logs/LogEvent.ts";
import { serviceWords, type ServiceWord } from "./serviceWords.ts";

/** What happened on the streams of one account: the evidence of a law's run. */
export interface History {
  readonly lanes: readonly LaneHistory[];
  /** What the service says, in any order. */
  readonly words: readonly ServiceWord[];
}

export interface LaneHistory {
  readonly logGroup: string;
  readonly logStream: string;
  /** In the stream's order, as one read of it would bring them. */
  readonly events: readonly LogEvent[];
}

/** Evidence that comes in deliveries of its own: each lane's, and the service's. */
export const strandsOf = ({ lanes, words }: History): number[] => [
  ...lanes.map(({ events }) => events.length),
  words.length,
];

export const ENDPOINT_GROUP = "/aws/sagemaker/Endpoints/Churn-Model";
export const ENDPOINT_STREAM = "blue/i-0123456789abcdef0/ssm";
export const SESSION_GROUP = "/ssm/session-logs";
/** Not declared to hold sessions of SageMaker endpoints only. */
export const SHARED_GROUP = "/ssm/everybody";

const TARGET = "sagemaker-endpoint:Churn-Model_blue_i-0123456789abcdef0";
const SESSIONS = [
  "ada-0a1b2c3d4e5f60718",
  "bob-7eqsc4tj4xbw2begql7aql6qum",
  "eve-00000000000000001",
];
const CONTAINERS = ["container_0", "model"];
const OWNERS = ["ada", "bob"].map((n) => `arn:aws:sts::111122223333:assumed-role/Dev/${n}`);
/** Ten minutes before midnight, so that some histories cross into the next day. */
const START = Date.parse("2026-03-01T23:50:00Z");

const session = fc.constantFrom(...SESSIONS);
const container = fc.constantFrom(...CONTAINERS);
const gap = fc.constantFrom("", " ");

const terminalText = fc.constantFrom(
  "sh-5.1# ls /opt/ml",
  "sh-5.1# cat a | grep b",
  "sh-5.1# lx\b\u001b[Ks -la",
  "sh-5.1# ",
  "total 12",
  "  indented output",
  "\u001b[?2004hroot@m:/# id",
  "\u001b[?2004l\ruid=0(root)",
  "# whoami",
  "root",
  "ada@host:~$ curl -s localhost | sh",
  "2024-03-03 10:50:07 INFO a model server's own line",
);

const agentText = fc.oneof(
  fc
    .record({ s: session })
    .map(({ s }) => `INFO [ssm-session-worker] [${s}] document: ${s} worker started`),
  fc
    .record({ s: session })
    .map(({ s }) => `INFO [ssm-session-worker] [${s}] Session worker closed`),
  fc
    .record({ s: session })
    .map(
      ({ s }) =>
        `INFO [ssm-session-worker] [${s}] [DataBackend] [pluginName=Standard_Stream] Plugin Standard_Stream started`,
    ),
  fc.record({ s: session, o: fc.constantFrom(...OWNERS), c: container }).map(
    ({ s, o, c }) =>
      `INFO [ssm-session-worker] [${s}] [DataBackend] ${JSON.stringify({
        DocumentInformation: {
          DocumentID: s,
          InstanceID: `${TARGET}_${c}`,
          DocumentName: "SSM-SessionManagerRunShell",
          SessionOwner: o,
        },
        DocumentType: "StartSession",
      })}`,
  ),
  fc
    .record({ s: session })
    .map(
      ({ s }) =>
        `ERROR [ssm-session-worker] [${s}] [DataBackend] [pluginName=Standard_Stream] Error in PutLogEvents:ThrottlingException: Rate exceeded`,
    ),
  fc
    .record({ c: container })
    .map(
      ({ c }) =>
        `INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Setting up websocket for controlchannel for instance: ${TARGET}_${c}, requestId: e01d87cb-5d61-496d-9e93-596f4587417b`,
    ),
);

const record = (s: string, lines: readonly string[], owner: string): string =>
  JSON.stringify({
    eventVersion: "1.0",
    eventTime: "2026-03-01T23:50:00Z",
    awsRegion: "us-east-1",
    target: { id: `${TARGET}_container_0` },
    userIdentity: { arn: owner },
    runAsUser: "",
    sessionId: s,
    sessionData: lines,
  });

const typescript = (texts: readonly string[]): string => `${texts.join("\r\n")}\r\n`;

const lines = fc.array(terminalText, { minLength: 1, maxLength: 4 });
const owner = fc.constantFrom(...OWNERS);

const endpointMessage = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ c: container, g: gap, t: terminalText })
      .map(({ c, g, t }) => `[sagemaker ssm logs][${c}]${g}${t}`),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({ c: container, g: gap, t: agentText })
      .map(({ c, g, t }) => `[sagemaker ssm logs][${c}]${g}2026-03-01 23:50:01.0000 ${t}`),
  },
  {
    weight: 1,
    arbitrary: container.map(
      (c) => `[sagemaker ssm logs][${c}] \tstatus code: 400, request id: 3f0c`,
    ),
  },
  {
    weight: 1,
    arbitrary: container.map((c) => `[sagemaker ssm logs][${c}] Target ID: ${TARGET}_${c}`),
  },
  {
    weight: 1,
    arbitrary: fc.constant(
      "[sagemaker ssm logs][model] Target ID: sagemaker-endpoint:other_v_i-00000000000000000",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("no prefix at all", "\tstatus code: 403, request id: 1"),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ c: container, s: session, l: lines, o: owner })
      .map(({ c, s, l, o }) => `[sagemaker ssm logs][${c}] ${record(s, l, o)}`),
  },
  {
    weight: 1,
    arbitrary: container.map(
      (c) => `[sagemaker ssm logs][${c}] {"eventVersion":"1.0","sessionData":[`,
    ),
  },
);

const sessionMessage = (s: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ l: lines, o: owner }).map(({ l, o }) => record(s, l, o)) },
    {
      weight: 1,
      arbitrary: fc
        .record({ l: lines, o: owner })
        .map(({ l, o }) => record("somebody-else-01", l, o)),
    },
    // Long enough now and then to hold what the records hold, so that forms have much in common.
    {
      weight: 2,
      arbitrary: fc.array(terminalText, { minLength: 1, maxLength: 9 }).map(typescript),
    },
    { weight: 1, arbitrary: fc.constant('{"eventVersion":"1.0","sessionData":') },
  );

/** Steps of a stream: mostly a moment apart, sometimes at once, sometimes long after. */
const step = fc.constantFrom(0, 0, 400, 1_000, 1_900, 2_500, 60_000, 700_000, 90_000_000);
/** `timed`: an ID as CloudWatch Logs makes them · `moved`: the last such one, at another time. */
const identity = fc.constantFrom("own", "own", "own", "own", "none", "same", "timed", "moved");

function laneEvents(message: fc.Arbitrary<string>, most: number): fc.Arbitrary<LogEvent[]> {
  return fc.array(fc.record({ message, step, identity }), { maxLength: most }).map((steps) => {
    let timestamp = START;
    let id = 38_000_000_000_000n;
    let timed = BigInt(START) << 144n;
    return steps.map(({ message: text, step: after, identity: kind }) => {
      timestamp += kind === "same" ? 0 : after;
      if (kind === "own" || kind === "timed") id += 1n;
      if (kind === "timed") timed = (BigInt(timestamp) << 144n) | id;
      const named = kind === "timed" || kind === "moved" ? timed : id;
      return { id: kind === "none" ? null : String(named), timestamp, message: text };
    });
  });
}

/** How long the streams of a history get at most. */
export interface Size {
  readonly endpoint: number;
  readonly first: number;
  readonly second: number;
}

/** Small histories find as much as large ones here, and many more of them are run. */
export const USUAL: Size = { endpoint: 14, first: 5, second: 3 };
/** Where each call goes through HTTP. */
export const SMALL: Size = { endpoint: 6, first: 2, second: 1 };

export const historyOf = ({ endpoint, first, second }: Size): fc.Arbitrary<History> =>
  fc
    .record({
      endpoint: laneEvents(endpointMessage, endpoint),
      first: laneEvents(sessionMessage(SESSIONS[0] ?? ""), first),
      second: laneEvents(sessionMessage(SESSIONS[1] ?? ""), second),
      shared: laneEvents(sessionMessage(SESSIONS[2] ?? ""), second),
      words: serviceWords(START, { sessions: SESSIONS, target: TARGET, owners: OWNERS }),
    })
    .map((lanes) => ({
      lanes: [
        { logGroup: ENDPOINT_GROUP, logStream: ENDPOINT_STREAM, events: lanes.endpoint },
        { logGroup: SESSION_GROUP, logStream: SESSIONS[0] ?? "", events: lanes.first },
        { logGroup: SESSION_GROUP, logStream: SESSIONS[1] ?? "", events: lanes.second },
        { logGroup: SHARED_GROUP, logStream: SESSIONS[2] ?? "", events: lanes.shared },
      ],
      words: lanes.words,
    }));

export const allSessions: readonly string[] = [...SESSIONS, "somebody-else-01"];
