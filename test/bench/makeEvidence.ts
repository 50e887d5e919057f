import type { LogEvent } from "../../shared/logs/LogEvent.ts";

/** A log stream with its events, in order: what a benchmark delivers. */
export interface BenchLane {
  readonly logGroup: string;
  readonly logStream: string;
  readonly events: readonly LogEvent[];
}

const COMMANDS = [
  "ls -la /opt/ml/model",
  "cat /opt/ml/model/config.json",
  "nvidia-smi",
  "curl -s localhost:8080/ping",
  "tail -n 20 /var/log/serve.log",
  "ps aux | grep python",
  "df -h",
  "python3 -c 'print(1)'",
];
const PROMPT = "root@model:/opt/ml# ";

/** An output line of about 90 bytes, no two alike. */
const outputLine = (n: number): string =>
  `2026-03-01T10:${String(n % 60).padStart(2, "0")}:07,770 [INFO ] W-9000-model ACCESS_LOG - /169.254.178.2:${40_000 + n} "GET /ping HTTP/1.1" 200 ${n}`;

let nextId = 0n;
/** As CloudWatch Logs makes IDs: the event's time above 144 other bits. */
const event = (timestamp: number, message: string): LogEvent => ({
  id: String((BigInt(timestamp) << 144n) | nextId++),
  timestamp,
  message,
});

export interface SessionShape {
  readonly commands: number;
  readonly outputLines: number;
}

/** The lines a shell shows: a prompt with a command, then its output. */
function* shellLines(
  { commands, outputLines }: SessionShape,
  seed: number,
  typed: readonly string[] = COMMANDS,
): Iterable<string[]> {
  for (let c = 0; c < commands; c++) {
    const lines = [`${PROMPT}${typed[(seed + c) % typed.length] ?? "ls"}`];
    for (let o = 0; o < outputLines; o++) lines.push(outputLine(seed * 1000 + c * 10 + o));
    yield lines;
  }
}

/** Streamed records, one a command, a second apart. */
export function streamedSession(
  n: number,
  start: number,
  shape: SessionShape,
  typed?: readonly string[],
): BenchLane {
  const sessionId = `engineer-${n % 17}-${String(n).padStart(17, "0")}`;
  const target = `sagemaker-endpoint:endpoint-${n % 5}_variant1_i-0123456789abcdef0_container_0`;
  const events = [...shellLines(shape, n, typed)].map((lines, c) =>
    event(
      start + c * 1_000,
      JSON.stringify({
        eventVersion: "1.0",
        eventTime: new Date(start + c * 1_000).toISOString(),
        awsRegion: "us-east-1",
        target: { id: target },
        userIdentity: { arn: `arn:aws:sts::111122223333:assumed-role/Dev/engineer-${n % 17}` },
        runAsUser: "",
        sessionId,
        sessionData: lines,
      }),
    ),
  );
  return { logGroup: "/ssm/session-logs", logStream: sessionId, events };
}

/** One session's terminal lines behind the prefix, with the agent's lines around them. */
export function prefixedSession(n: number, start: number, shape: SessionShape): BenchLane {
  const sessionId = `engineer-${n % 17}-${String(n).padStart(17, "0")}`;
  const prefix = "[sagemaker ssm logs][container_0] ";
  const agent = (at: number, text: string): LogEvent =>
    event(at, `${prefix}2026-03-01 09:20:11.1022 INFO [ssm-session-worker] [${sessionId}] ${text}`);
  const lines = [...shellLines(shape, n)].flat();
  return {
    logGroup: `/aws/sagemaker/Endpoints/endpoint-${n % 5}`,
    logStream: `variant1/i-${String(n).padStart(17, "0")}/ssm`,
    events: [
      agent(start, `document: ${sessionId} worker started`),
      ...lines.map((line, k) => event(start + 1_000 + k * 20, `${prefix}${line}`)),
      agent(start + 2_000 + lines.length * 20, "Session worker closed"),
    ],
  };
}

/** A whole transcript in events of at most 200,000 bytes, stamped at its end. */
export function transcriptSession(n: number, start: number, shape: SessionShape): BenchLane {
  const sessionId = `engineer-${n % 17}-${String(n).padStart(17, "0")}`;
  const text = [...shellLines(shape, n)]
    .flat()
    .map((line) => `${line}\r\n`)
    .join("");
  const events: LogEvent[] = [];
  for (let i = 0; i < text.length; i += 190_000)
    events.push(event(start, text.slice(i, i + 190_000)));
  return { logGroup: "/ssm/session-logs", logStream: sessionId, events };
}
