import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { startDynalite } from "../engines/dynalite.ts";
import type { Engine } from "../engines/Engine.ts";
import { startFunctionUrl } from "./lambda/functionUrl.ts";
import { RUNTIMES } from "./lambda/runtimes.ts";
import { startFunction, type RunningFunction } from "./lambda/startFunction.ts";
import { CONTROL_MESSAGE, readExample, toSubscriptionEvent } from "./lambda/subscriptionEvent.ts";

const built = ["ingest", "query"].every((name) => existsSync(`dist/functions/${name}/index.mjs`));
const credentials = { accessKeyId: "test", secretAccessKey: "test" };

// The built bundles, as Lambda runs them; what they answer in detail is the other tests' matter.
describe.each(RUNTIMES)("the bundles on $name", (runtime) => {
  const unavailable = built ? runtime.unavailable : "not built yet";
  const run = unavailable === undefined ? test : test.skip;
  const why = unavailable === undefined ? "" : ` (${unavailable})`;
  let engine: Engine;
  let ingest: RunningFunction;
  let query: RunningFunction;

  beforeAll(async () => {
    engine = await startDynalite();
    if (unavailable !== undefined || engine.kind === "unavailable") return;
    const client = new DynamoDBClient({
      endpoint: engine.endpoint,
      region: "us-east-1",
      credentials,
    });
    await createTable(client, "ssmtrail");
    client.destroy();
    const settings = {
      TABLE_NAME: "ssmtrail",
      SESSION_LOG_GROUPS: "/ssm/session-logs",
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    };
    ingest = await startFunction(runtime, "dist/functions/ingest", settings);
    query = await startFunction(runtime, "dist/functions/query", settings);
  });
  afterAll(async () => {
    if (unavailable === undefined) await Promise.all([ingest.stop(), query.stop()]);
    if (engine.kind === "running") await engine.stop();
  });

  run(`ingest takes a control message${why}`, async () => {
    const { functionError } = await ingest.invoke(toSubscriptionEvent(CONTROL_MESSAGE));
    expect(functionError).toBeUndefined();
  });

  run(
    `ingest fails on a payload it can't read, for the failure destination to keep${why}`,
    async () => {
      const { functionError, payload } = await ingest.invoke({ awslogs: { data: "H4sIAAAA" } });
      expect(functionError).toBe("Unhandled");
      expect(JSON.parse(payload)).toMatchObject({ errorType: expect.any(String) });
    },
  );

  run(`ingest takes an endpoint's stream, and query answers from it${why}`, async () => {
    for (const message of readExample("endpoint-fraud-detector").slice(0, 5)) {
      const { functionError, payload } = await ingest.invoke(toSubscriptionEvent(message));
      expect([functionError, payload]).toEqual([undefined, payload]);
    }
    const front = await startFunctionUrl(query.invoke);
    const answer = await fetch(`${front.url}/endpoints?maxResults=10`);
    const body = await answer.text();
    await front.stop();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      expect.stringContaining("application/json"),
    ]);
    expect(body).toContain("fraud-detector");
  });

  run(`query refuses what it does not know as a problem${why}`, async () => {
    const front = await startFunctionUrl(query.invoke);
    const answer = await fetch(`${front.url}/no-such-thing`);
    await front.stop();
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });
});
