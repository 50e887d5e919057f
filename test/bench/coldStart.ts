// `node infra/build/run.mjs test/bench/coldStart.ts`, after `npm run build`: spawn to first answer of
// each bundle, against a bundle that only has DynamoDB's client.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { toSubscriptionEvent } from "../aws/lambda/subscriptionEvent.ts";

const RUNS = 15;
const WARM_UPS = 2;

interface Subject {
  readonly name: string;
  readonly bundle: string;
  readonly event: unknown;
}

const EMPTY_MESSAGE = {
  messageType: "DATA_MESSAGE",
  owner: "111122223333",
  logGroup: "/aws/sagemaker/Endpoints/churn-scorer",
  logStream: "AllTraffic/i-0b21f4d9a7c3e8d10/ssm",
  subscriptionFilters: ["ssmtrail"],
  logEvents: [],
};

const urlEvent = (rawPath: string): object => ({
  version: "2.0",
  rawPath,
  rawQueryString: "",
  headers: {},
  requestContext: { http: { method: "GET", path: rawPath } },
});

const SUBJECTS: readonly Subject[] = [
  { name: "floor", bundle: "dist/bench/functions/client/index.mjs", event: {} },
  {
    name: "ingest",
    bundle: "dist/functions/ingest/index.mjs",
    // No events: it reads the message and makes all it needs, but calls no table.
    event: toSubscriptionEvent(EMPTY_MESSAGE),
  },
  { name: "query", bundle: "dist/functions/query/index.mjs", event: urlEvent("/openapi.json") },
];

const ENVIRONMENT = {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  TABLE_NAME: "ssmtrail",
  SESSION_LOG_GROUPS: "/ssm/session-logs",
};

const built = spawnSync(
  process.execPath,
  ["infra/build/build.mjs", "--functions", "test/bench/floor", "--out", "dist/bench"],
  { stdio: ["ignore", "ignore", "inherit"] },
);
if (built.status !== 0) process.exit(1);

const times = new Map<string, number[]>(SUBJECTS.map(({ name }) => [name, []]));
// In turns, so that whatever else the machine does weighs on all alike.
for (let run = -WARM_UPS; run < RUNS; run++)
  for (const subject of SUBJECTS) {
    const taken = firstAnswer(subject);
    if (run >= 0) times.get(subject.name)?.push(taken);
  }

const [floor] = SUBJECTS.map(({ name }) => summary(name));
const report = SUBJECTS.map(({ name, bundle }) => {
  const { median, fastest } = summary(name);
  return {
    name,
    medianMs: round(median),
    ratio: round(median / (floor?.median ?? Number.NaN)),
    // Says whether a bad ratio is the bundle's doing, where the machine was busy.
    ratioOfFastest: round(fastest / (floor?.fastest ?? Number.NaN)),
    kb: Math.round(statSync(bundle).size / 1000),
  };
});
console.log(
  JSON.stringify({ bench: "coldStart", node: process.version, runs: RUNS, report }, undefined, 2),
);

function firstAnswer({ bundle, event }: Subject): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [resolve("test/bench/firstAnswer.mjs"), pathToFileURL(bundle).href, JSON.stringify(event)],
    { env: ENVIRONMENT, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`${bundle}: ${stderr}`);
  return performance.now() - start;
}

function summary(name: string): { readonly median: number; readonly fastest: number } {
  const sorted = [...(times.get(name) ?? [])].sort((a, b) => a - b);
  const [fastest = Number.NaN] = sorted;
  return { median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, fastest };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
