import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { handler as ingest } from "../../functions/ingest/handler.ts";
import { handler } from "../../functions/trail/handler.ts";
import { readExample, toSubscriptionEvent } from "../aws/lambda/subscriptionEvent.ts";
import { captureLog } from "./captureLog.ts";
import { deploy, type Deployment } from "./deployment.ts";

const context = (awsRequestId: string): { awsRequestId: string } => ({ awsRequestId });

const eventOf = (detail: object): object => ({
  version: "0",
  id: "9a1b",
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.ssm",
  account: "111122223333",
  region: "eu-west-1",
  resources: [],
  detail,
});

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

test("records say who it was, however often and in whatever order they come", async () => {
  const records = readExample("cloudtrail") as object[];
  for (const message of readExample("session-logs"))
    await ingest(toSubscriptionEvent(message), context("i"));
  for (const [n, record] of records.entries()) await handler(eventOf(record), context(`t-${n}`));
  const once = await deployment.items();
  for (const [n, record] of records.toReversed().entries())
    await handler(eventOf(record), context(`again-${n}`));
  expect(await deployment.items()).toEqual(once);
  const taken = log
    .lines()
    .filter((line) => (line as { message: string }).message === "RecordTaken");
  expect(taken).toHaveLength(2 * records.length);
  expect(taken[0]).toEqual({
    timestamp: expect.stringMatching(/Z$/),
    level: "INFO",
    message: "RecordTaken",
    service: "ssmtrail",
    sampling_rate: 0,
    requestId: "t-0",
    kept: 1,
    duplicates: 0,
    other: 0,
  });
  expect(taken.at(-1)).toMatchObject({ kept: 0, duplicates: 1 });
});

test("events of other services and kinds are passed over, and said so", async () => {
  const before = await deployment.items();
  await handler({ ...eventOf({}), "detail-type": "SageMaker Endpoint State Change" }, context("o"));
  const elsewhere = { eventSource: "ec2.amazonaws.com", eventName: "RunInstances" };
  await handler(eventOf(elsewhere), context("e"));
  expect(log.lines()).toMatchObject([{ message: "EventPassedOver" }, { kept: 0, other: 1 }]);
  expect(await deployment.items()).toEqual(before);
});

test.each([
  ["not-an-event", {}],
  ["not-an-event", { ...eventOf({}), detail: "text" }],
  [
    "not-a-record",
    eventOf({ eventSource: "ssm.amazonaws.com", eventName: "StartSession", eventTime: "soon" }),
  ],
])("what can't be read is thrown, for the failure destination to keep: %s", async (code, event) => {
  await expect(handler(event, context("u"))).rejects.toThrow(code);
});
