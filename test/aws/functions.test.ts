import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { startDynalite } from "../engines/dynalite.ts";
import { evaluate, unusedOf } from "./evaluatePolicy.ts";
import { expandTemplate, statementsOf } from "./expandTemplate.ts";
import { startFunctionUrl } from "./lambda/functionUrl.ts";
import { recordCalls, recordPuts, type Recorder } from "./lambda/recordCalls.ts";
import { RUNTIMES } from "./lambda/runtimes.ts";
import { startFunction, type RunningFunction } from "./lambda/startFunction.ts";
import { CONTROL_MESSAGE, readExample, toSubscriptionEvent } from "./lambda/subscriptionEvent.ts";

const expanded = expandTemplate();
const built = ["ingest", "query", "trail"].every((name) =>
  existsSync(`dist/functions/${name}/index.mjs`),
);

// The built bundles, as Lambda runs them; what they answer in detail is the other tests' matter.
describe.each(RUNTIMES)("the bundles on $name", (runtime) => {
  const unavailable = built ? runtime.unavailable : "not built: npm run build";
  const run = unavailable === undefined ? test : test.skip;
  const why = unavailable === undefined ? "" : ` (${unavailable})`;
  const cleanups: (() => Promise<void>)[] = [];
  let calls: { ingest: Recorder; query: Recorder; trail: Recorder; archive: Recorder };
  let ingest: RunningFunction;
  let query: RunningFunction;
  let trail: RunningFunction;
  let url: string;

  beforeAll(async () => {
    if (unavailable !== undefined) return;
    const table = await startTable();
    calls = {
      ingest: await recordCalls(table.endpoint),
      query: await recordCalls(table.endpoint),
      trail: await recordCalls(table.endpoint),
      archive: await recordPuts(),
    };
    trail = await startFunction(runtime, "dist/functions/trail", {
      ...settings(calls.trail),
      ARCHIVE_BUCKET: "Evidence",
      AWS_ENDPOINT_URL_S3: calls.archive.endpoint,
    });
    ingest = await startFunction(runtime, "dist/functions/ingest", {
      ...settings(calls.ingest),
      ARCHIVE_BUCKET: "Evidence",
      AWS_ENDPOINT_URL_S3: calls.archive.endpoint,
    });
    query = await startFunction(runtime, "dist/functions/query", settings(calls.query));
    const front = await startFunctionUrl(query.invoke);
    url = front.url;
    cleanups.push(ingest.stop, query.stop, front.stop, calls.ingest.stop, calls.query.stop);
    cleanups.push(trail.stop, calls.trail.stop, calls.archive.stop);
    cleanups.push(table.stop);
  });
  afterAll(async () => {
    for (const stop of cleanups) await stop();
  });

  run(`ingest takes a control message, and asks the table nothing${why}`, async () => {
    const { functionError } = await ingest.invoke(toSubscriptionEvent(CONTROL_MESSAGE));
    expect(functionError).toBeUndefined();
    expect(calls.ingest.calls()).toEqual([]);
  });

  run(`ingest fails on a payload it can't read, for its destination to keep${why}`, async () => {
    const { functionError, payload } = await ingest.invoke({ awslogs: { data: "H4sIAAAA" } });
    expect(functionError).toBe("Unhandled");
    expect(JSON.parse(payload)).toMatchObject({ errorType: "UnreadablePayloadError" });
  });

  run(`ingest takes the recorded evidence, and query answers from it${why}`, async () => {
    const messages = EXAMPLES.flatMap(readExample);
    const failures = [];
    for (const message of messages) {
      const { functionError, payload } = await ingest.invoke(toSubscriptionEvent(message));
      if (functionError !== undefined) failures.push(payload);
    }
    expect(failures).toEqual([]);
    const answer = await fetch(`${url}/endpoints`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      expect.stringContaining("application/json"),
    ]);
    expect(await answer.text()).toContain("fraud-detector");
  });

  run(`query pages through commands, and refuses another question's token${why}`, async () => {
    const ask = async (path: string): Promise<{ status: number; body: Page }> => {
      const answer = await fetch(`${url}${path}`);
      return { status: answer.status, body: (await answer.json()) as Page };
    };
    const question = "/commands?endpoint=fraud-detector&maxResults=3";
    const first = await ask(question);
    expect(first.status).toBe(200);
    const token = encodeURIComponent(first.body.nextToken ?? "");
    const second = await ask(`${question}&nextToken=${token}`);
    expect(second.status).toBe(200);
    expect(second.body).not.toEqual(first.body);
    expect((await ask(`/commands?maxResults=3&nextToken=${token}`)).status).toBe(400);
  });

  run(`trail takes the recorded calls${why}`, async () => {
    for (const detail of readExample("cloudtrail")) {
      const event = { source: "aws.ssm", "detail-type": "AWS API Call via CloudTrail", detail };
      const { functionError, payload } = await trail.invoke(event);
      expect([functionError, payload]).toEqual([undefined, expect.anything()]);
    }
  });

  run(`query refuses what it does not know as a problem${why}`, async () => {
    const answer = await fetch(`${url}/no-such-thing`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });

  run(`each call is allowed by its role, and each allowance is used${why}`, () => {
    if ("unavailable" in expanded) return console.warn(`SKIPPED: ${expanded.unavailable}`);
    for (const [role, made] of [
      ["IngestRole", [...calls.ingest.calls(), ...calls.archive.calls()]],
      ["TrailRole", [...calls.trail.calls(), ...calls.archive.calls()]],
      ["QueryRole", calls.query.calls()],
    ] as const) {
      const statements = statementsOf(expanded.template, role);
      const refused = made.filter((call) => !evaluate(statements, call).allowed);
      expect(refused).toEqual([]);
      expect(unusedOf(statements, made)).toEqual([]);
    }
    // The journal is what nobody but query may write, and query neither evidence nor twice.
    const leading = (key: string) => ({ resource: "Table", leadingKeys: [key] });
    const may = (role: string, action: string, key: string) =>
      evaluate(statementsOf(expanded.template, role), { action, ...leading(key) }).allowed;
    expect(may("IngestRole", "dynamodb:PutItem", "accesses#2026")).toBe(false);
    expect(may("IngestRole", "dynamodb:BatchWriteItem", "accesses#2026")).toBe(false);
    expect(may("TrailRole", "dynamodb:BatchWriteItem", "accesses#2026")).toBe(false);
    expect(may("QueryRole", "dynamodb:PutItem", "accesses#2026")).toBe(true);
    expect(may("QueryRole", "dynamodb:PutItem", "lane#x")).toBe(false);
    expect(may("QueryRole", "dynamodb:DeleteItem", "accesses#2026")).toBe(false);
  });
});

interface Page {
  readonly nextToken?: string | null;
}

const EXAMPLES = [
  "endpoint-churn-scorer",
  "endpoint-fraud-detector",
  "endpoint-image-tagger",
  "endpoint-llm-summariser",
  "session-logs",
];

const settings = ({ endpoint }: Recorder): Record<string, string> => ({
  TABLE_NAME: "ssmtrail",
  SESSION_LOG_GROUPS: "/ssm/session-logs",
  SAGEMAKER_ONLY_LOG_GROUPS: "/ssm/session-logs",
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
});

async function startTable(): Promise<{ endpoint: string; stop: () => Promise<void> }> {
  const engine = await startDynalite();
  if (engine.kind === "unavailable") throw new Error(engine.reason);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: "us-east-1",
    credentials,
  });
  await createTable(client, "ssmtrail");
  client.destroy();
  return { endpoint: engine.endpoint, stop: () => engine.stop() };
}
