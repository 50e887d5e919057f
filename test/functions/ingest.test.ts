import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { gzipSync } from "node:zlib";
import { handler } from "../../functions/ingest/handler.ts";
import {
  CONTROL_MESSAGE,
  readExample,
  toSubscriptionEvent,
} from "../aws/lambda/subscriptionEvent.ts";
import { captureLog } from "./captureLog.ts";
import { deploy, type Deployment } from "./deployment.ts";

const GOOD = {
  id: "39017944748494400000000000000000000000000000000000000001",
  timestamp: Date.parse("2026-11-12T10:00:00Z"),
  message: "[sagemaker ssm logs][model] 2026-11-12 10:00:00 INFO started",
};

const context = (awsRequestId: string): { awsRequestId: string } => ({ awsRequestId });

let deployment: Deployment;
let log: ReturnType<typeof captureLog>;
beforeAll(async () => {
  deployment = await deploy();
});
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.restore());
afterAll(() => deployment.stop());

test("a control message leaves nothing behind", async () => {
  await handler(toSubscriptionEvent(CONTROL_MESSAGE), context("c-1"));
  expect([await deployment.items(), log.lines()]).toEqual([[], []]);
});

test("a group nobody asked for is refused, counted, and no failure", async () => {
  const elsewhere = { logGroup: "/aws/lambda/other", logStream: "2026/11/12/[$LATEST]0" };
  await handler(toSubscriptionEvent(message(elsewhere)), context("r-1"));
  expect(await deployment.items()).toEqual([]);
  expect(log.lines()).toEqual([
    expect.objectContaining({ message: "MessageIngested", refused: expect.any(String), events: 1 }),
  ]);
});

test("a data message is kept once, however often it is delivered", async () => {
  const [first, ...others] = readExample("endpoint-image-tagger").slice(0, 6);
  await handler(toSubscriptionEvent(first), context("d-0"));
  const once = await deployment.items();
  expect(once.length).toBeGreaterThan(0);
  // Lambda repeats an invocation under its own request ID; CloudWatch Logs sends it as another one.
  await handler(toSubscriptionEvent(first), context("d-0"));
  await handler(toSubscriptionEvent(first), context("d-1"));
  const [, again] = log.lines();
  expect(again).toMatchObject({ duplicates: eventsOf(first) });
  for (const [index, other] of others.entries())
    await handler(toSubscriptionEvent(other), context(`d-${index + 2}`));
  expect((await deployment.items()).length).toBeGreaterThan(once.length);
});

test("one line a message, with counts and no evidence", async () => {
  const [json] = readExample("session-logs");
  await handler(toSubscriptionEvent(json), context("l-1"));
  expect(log.lines()).toEqual([
    {
      timestamp: expect.stringMatching(/Z$/),
      level: "INFO",
      message: "MessageIngested",
      requestId: "l-1",
      events: eventsOf(json),
      duplicates: 0,
      rejected: 0,
      broken: 0,
      unrecognised: 0,
      service: "ssmtrail",
      sampling_rate: 0,
    },
  ]);
  expect(log.metrics()).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: "ssmtrail",
            // Each further one would be a metric to pay for, for each of its values.
            Dimensions: [["service"]],
            // What is nought is not sent, or it would be paid for by the hour.
            Metrics: [{ Name: "LogEvents", Unit: "Count" }],
          },
        ],
      },
      service: "ssmtrail",
      LogEvents: eventsOf(json),
    },
  ]);
});

test("elements that are no events cost only themselves", async () => {
  const logEvents = [null, { id: {} }, { id: "1", timestamp: "now", message: "x" }, GOOD];
  await handler(toSubscriptionEvent(message({ logEvents })), context("p-1"));
  expect(log.lines()).toEqual([expect.objectContaining({ events: 1, rejected: 3 })]);
});

const zip = (text: string | Uint8Array): object => ({
  awslogs: { data: gzipSync(text).toString("base64") },
});

test.each([
  { code: "not-an-object", why: "no event", event: null },
  { code: "not-an-object", why: "a list", event: [] },
  { code: "no-awslogs-data", why: "another service's event", event: { Records: [] } },
  { code: "no-awslogs-data", why: "data that is no text", event: { awslogs: { data: 1 } } },
  { code: "not-base64", why: "text", event: { awslogs: { data: "{}" } } },
  { code: "not-gzip", why: "no gzip", event: { awslogs: { data: "aGVsbG8=" } } },
  { code: "not-gzip", why: "nothing", event: { awslogs: { data: "" } } },
  { code: "corrupt-gzip", why: "truncated gzip", event: { awslogs: { data: "H4sIAAAA" } } },
  { code: "too-large", why: "a gzip bomb", event: zip(Buffer.alloc(64 * 1024 * 1024)) },
  { code: "not-json", why: "gzipped text", event: zip("hello, this is some text") },
  { code: "not-json", why: "gzipped invalid UTF-8", event: zip(Buffer.from([0xff, 0xfe])) },
  { code: "not-a-message", why: "JSON of another shape", event: zip("[1]") },
  {
    code: "unknown-message-type",
    why: "a third kind of message",
    event: toSubscriptionEvent(message({ messageType: "OTHER" })),
  },
  { code: "no-log-group", why: "no group", event: toSubscriptionEvent(message({ logGroup: "" })) },
  {
    code: "no-log-stream",
    why: "no stream",
    event: toSubscriptionEvent(message({ logStream: 1 })),
  },
  {
    code: "no-log-events",
    why: "no list of events",
    event: toSubscriptionEvent(message({ logEvents: {} })),
  },
])("throws $code at $why, for the failure destination", async ({ code, event }) => {
  const before = await deployment.items();
  await expect(handler(event, context("u-1"))).rejects.toMatchObject({
    name: "UnreadablePayloadError",
    code,
    message: expect.stringMatching(new RegExp(`^${code}: `)),
  });
  // Not even a line: Lambda itself logs what a handler throws.
  expect([await deployment.items(), log.lines()]).toEqual([before, []]);
});

test("never quotes the text that it could not read", async () => {
  const secret = "AKIAIOSFODNN7EXAMPLE";
  await expect(handler(zip(`{"a": ${secret}`), context("q-1"))).rejects.toMatchObject({
    message: expect.not.stringContaining(secret),
  });
});

function message(parts: object): object {
  return {
    messageType: "DATA_MESSAGE",
    owner: "111122223333",
    logGroup: "/aws/sagemaker/Endpoints/tested",
    logStream: "AllTraffic/i-0aaaaaaaaaaaaaaaa/ssm",
    subscriptionFilters: ["ssmtrail"],
    logEvents: [GOOD],
    ...parts,
  };
}

function eventsOf(json: unknown): number {
  return (json as { readonly logEvents: readonly unknown[] }).logEvents.length;
}
