import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { handler as ingest } from "../../functions/ingest/handler.ts";
import { handler } from "../../functions/query/handler.ts";
import { readExample, toSubscriptionEvent } from "../aws/lambda/subscriptionEvent.ts";
import { captureLog } from "./captureLog.ts";
import { deploy, type Deployment } from "./deployment.ts";

const CONTEXT = { awsRequestId: "00000000-0000-4000-8000-000000000000" };

let deployment: Deployment;
let log: ReturnType<typeof captureLog>;
beforeAll(async () => {
  deployment = await deploy();
  log = captureLog();
  for (const json of readExample("endpoint-image-tagger"))
    await ingest(toSubscriptionEvent(json), CONTEXT);
  log.restore();
});
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.restore());
afterAll(() => deployment.stop());

type Url = readonly [path: string, query?: string, method?: string];

const urlEvent = ([rawPath, rawQueryString = "", method = "GET"]: Url): object => ({
  version: "2.0",
  routeKey: "$default",
  rawPath,
  rawQueryString,
  headers: { host: "id.lambda-url.eu-west-1.on.aws" },
  requestContext: { http: { method, path: rawPath } },
  isBase64Encoded: false,
});

interface UrlResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const request = (...url: Url): Promise<UrlResult> =>
  handler(urlEvent(url), CONTEXT) as Promise<UrlResult>;

const invoke = (event: unknown): Promise<Record<string, unknown>> =>
  handler(event, CONTEXT) as Promise<Record<string, unknown>>;

describe("behind its URL", () => {
  test("answers", async () => {
    const got = await request("/commands", "endpoint=image-tagger&maxResults=3");
    expect([got.statusCode, JSON.parse(got.body).items.length]).toEqual([200, 3]);
    expect(got.headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
    });
  });

  test("gives pages that together are the whole", async () => {
    const whole = JSON.parse((await request("/commands", "maxResults=1000")).body).items;
    const paged = [];
    for (let token: string | null = ""; token !== null;) {
      const query = String(new URLSearchParams({ maxResults: "5", nextToken: token }));
      const page = JSON.parse((await request("/commands", query)).body);
      paged.push(...page.items);
      token = page.nextToken;
    }
    expect(paged).toEqual(whole);
  });

  test("takes the IDs that it gave, plus signs and all", async () => {
    const [command] = JSON.parse((await request("/commands", "endpoint=image-tagger")).body).items;
    expect(command.id).toContain("+");
    const ids = { session: command.session, command: command.id };
    const got = await request("/output", String(new URLSearchParams(ids)));
    expect([got.statusCode, typeof JSON.parse(got.body).head]).toEqual([200, "string"]);
  });

  test("serves its contract", async () => {
    const got = await request("/openapi.json");
    expect(JSON.parse(got.body)).toMatchObject({ openapi: "3.1.0" });
  });

  const refused: { why: string; url: Url; status: number }[] = [
    { why: "a repeated parameter", url: ["/commands", "text=a&text=b"], status: 400 },
    { why: "malformed percent-encoding", url: ["/commands", "text=%zz"], status: 400 },
    { why: "a forged token", url: ["/commands", "nextToken=e30.00"], status: 400 },
    { why: "an unknown session", url: ["/session", "session=nobody-0"], status: 404 },
    { why: "an unknown path", url: ["/nothing"], status: 404 },
    { why: "another method", url: ["/commands", "", "POST"], status: 405 },
  ];
  test.each(refused)("refuses $why with $status", async ({ url, status }) => {
    const got = await request(...url);
    expect([got.statusCode, JSON.parse(got.body).status]).toEqual([status, status]);
    expect(got.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  });

  test("logs a line without the question", async () => {
    await request("/commands", "text=hunter2");
    expect(log.lines()).toEqual([
      {
        timestamp: expect.any(String),
        level: "INFO",
        message: "RequestAnswered",
        service: "ssmtrail",
        sampling_rate: 0,
        requestId: CONTEXT.awsRequestId,
        status: 200,
      },
    ]);
  });
});

describe("invoked directly", () => {
  test("answers the plain answer", async () => {
    const parameters = { endpoint: "image-tagger", maxResults: 2 };
    const answer = await invoke({ ask: "commands", parameters });
    const got = await request("/commands", "endpoint=image-tagger&maxResults=2");
    expect(answer).toEqual(JSON.parse(got.body));
    expect(await invoke({ ask: "endpoints" })).toMatchObject({ nextToken: null });
  });

  test.each([
    { why: "nothing", event: null, code: "unknown-question" },
    { why: "a list", event: [], code: "unknown-question" },
    { why: "an unknown question", event: { ask: "everything" }, code: "unknown-question" },
    { why: "a name of an object's own", event: { ask: "constructor" }, code: "unknown-question" },
    {
      why: "parameters in a list",
      event: { ask: "commands", parameters: [] },
      code: "bad-request",
    },
    {
      why: "a parameter that is no text",
      event: { ask: "commands", parameters: { text: { a: 1 } } },
      code: "bad-request",
    },
    { why: "more than it takes", event: { ask: "commands", text: "a" }, code: "bad-request" },
    {
      why: "an unknown parameter",
      event: { ask: "commands", parameters: { user: "a" } },
      code: "unknown-parameter",
    },
    { why: "a missing one", event: { ask: "session" }, code: "missing-parameter" },
    {
      why: "a bad one",
      event: { ask: "commands", parameters: { maxResults: 0 } },
      code: "bad-parameter",
    },
    {
      why: "an unknown session",
      event: { ask: "session", parameters: { session: "nobody-0" } },
      code: "not-found",
    },
  ])("refuses $why", async ({ event, code }) => {
    expect(await invoke(event)).toEqual({
      error: {
        type: "about:blank",
        title: expect.any(String),
        status: expect.any(Number),
        code,
        detail: expect.any(String),
      },
    });
  });
});
