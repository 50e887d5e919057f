// Spawn to first answer of each bundle, against a bundle that only has DynamoDB's client. Measures
// what `npm run build` made.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { toSubscriptionEvent } from "../aws/lambda/subscriptionEvent.ts";
import { atMost, ratioAtMost, round, type BenchSize, type Figure } from "./Figure.ts";
import { median } from "./statistics.ts";

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

const BUDGET_KB = 640;

export function coldStart({ quick }: BenchSize): Promise<Figure[]> {
  buildFloor();
  const times = new Map<string, number[]>(SUBJECTS.map(({ name }) => [name, []]));
  // In turns, so that whatever else the machine does weighs on all alike.
  for (let run = -WARM_UPS; run < (quick ? 2 : RUNS); run++)
    for (const subject of SUBJECTS) {
      const taken = firstAnswer(subject);
      if (run >= 0) times.get(subject.name)?.push(taken);
    }
  const floor = times.get("floor") ?? [];
  const figures = SUBJECTS.filter(({ name }) => name !== "floor").flatMap(({ name, bundle }) => [
    ratioAtMost(1.3, median(floor), {
      figure: `cold start: ${name}, spawn to first answer`,
      unit: "ms",
      value: median(times.get(name) ?? []),
      // Says whether a bad ratio is the bundle's doing, where the machine was busy.
      note: `fastest of all runs: ${round(fastest(times.get(name) ?? []) / fastest(floor))} × the floor's`,
    }),
    atMost(BUDGET_KB, {
      figure: `cold start: ${name}, size of the bundle`,
      unit: "KB",
      value: statSync(bundle).size / 1024,
    }),
  ]);
  return Promise.resolve(figures);
}

const fastest = (values: readonly number[]): number => Math.min(...values);

function buildFloor(): void {
  const { status } = spawnSync(
    process.execPath,
    ["infra/build/build.mjs", "--functions", "test/bench/floor", "--out", "dist/bench"],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  if (status !== 0) throw new Error("the floor's bundle can't be built");
}

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
