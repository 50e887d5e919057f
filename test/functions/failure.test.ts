import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { handler as ingest } from "../../functions/ingest/handler.ts";
import { handler as query } from "../../functions/query/handler.ts";
import { readExample, toSubscriptionEvent } from "../aws/lambda/subscriptionEvent.ts";
import { captureLog } from "./captureLog.ts";
import { deploy, type Deployment } from "./deployment.ts";

const CONTEXT = { awsRequestId: "00000000-0000-4000-8000-000000000000" };

let deployment: Deployment;
beforeAll(async () => {
  deployment = await deploy();
  process.env["TABLE_NAME"] = "not-there";
});
afterAll(() => deployment.stop());

// A broken world: the event must come again, and whoever asks must not be told of its inside.
test("ingest throws, so that Lambda delivers the event again", async () => {
  const [json] = readExample("endpoint-image-tagger");
  await expect(ingest(toSubscriptionEvent(json), CONTEXT)).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("query answers 500 behind its URL, and logs what broke", async () => {
  const log = captureLog();
  const event = {
    rawPath: "/commands",
    rawQueryString: "text=hunter2",
    requestContext: { http: { method: "GET" } },
  };
  const got = await query(event, CONTEXT).finally(() => log.restore());
  expect(got).toMatchObject({ statusCode: 500, body: expect.not.stringContaining("not-there") });
  expect(log.lines()).toEqual([
    expect.objectContaining({
      level: "ERROR",
      message: "QuestionFailed",
      error: "ResourceNotFoundException",
    }),
    expect.objectContaining({ level: "INFO", message: "RequestAnswered", status: 500 }),
  ]);
  expect(JSON.stringify(log.lines())).not.toContain("hunter2");
});

test("query invoked directly throws", async () => {
  await expect(query({ ask: "endpoints" }, CONTEXT)).rejects.toThrow();
});
