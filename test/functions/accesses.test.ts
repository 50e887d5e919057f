import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { handler as ingest } from "../../functions/ingest/handler.ts";
import { handler } from "../../functions/query/handler.ts";
import { askerOf } from "../../shared/http/askerOf.ts";
import { readExample, toSubscriptionEvent } from "../aws/lambda/subscriptionEvent.ts";
import { captureLog } from "./captureLog.ts";
import { deploy, type Deployment } from "./deployment.ts";

const CONTEXT = { awsRequestId: "00000000-0000-4000-8000-000000000000" };
const READER = "arn:aws:sts::123456789012:assumed-role/Reader/maya";

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

const urlEvent = (path: string, query: string, method = "GET"): object => ({
  rawPath: path,
  rawQueryString: query,
  requestContext: {
    http: { method, path },
    authorizer: { iam: { userArn: READER, accountId: "123456789012" } },
  },
});

async function ask(path: string, query = ""): Promise<Record<string, never[]>> {
  const result = (await handler(urlEvent(path, query), CONTEXT)) as { body: string };
  return JSON.parse(result.body) as Record<string, never[]>;
}

test("each answer with commands or text is in the journal: who, when, what, how much", async () => {
  const page = await ask("/commands", "endpoint=image-tagger&maxResults=3");
  await ask("/commands", "program=nothing-of-the-kind");
  await handler({ ask: "commands", parameters: { text: "ls", maxResults: 1 } }, CONTEXT);
  // None of these tells anything that ran, or anything at all.
  for (const path of ["/endpoints", "/sessions", "/counts", "/commands?", "/nowhere"])
    await ask(path);
  await ask("/commands", "endpoint=x&unknown=1");
  const { items } = await ask("/accesses");
  const url = { who: READER, account: "123456789012", via: "function-url", ask: "commands" };
  expect(items).toEqual(
    [
      { via: "invoke", who: null, account: null, ask: "commands", asked: { text: "ls" }, rows: 1 },
      { ...url, asked: { program: "nothing-of-the-kind" }, rows: 0 },
      { ...url, asked: { endpoint: "image-tagger" }, rows: page.items?.length },
    ].map((row) => ({ ...row, revealed: false, at: expect.stringMatching(/Z$/) })),
  );
  expect((await ask("/accesses", "actor=MAYA")).items).toHaveLength(2);
  expect((await ask("/accesses", "until=2020-01-01")).items).toEqual([]);
  expect((await ask("/accesses", "since=1h")).items).toHaveLength(3);
});

test("it is paged, newest first, and only grows", async () => {
  for (let n = 0; n < 5; n++) await ask("/commands", `text=t${n}&maxResults=1`);
  const before = await rows();
  const all = (await ask("/accesses", "maxResults=1000")).items ?? [];
  const paged: unknown[] = [];
  for (let token: string | null = ""; token !== null;) {
    const query = new URLSearchParams({ maxResults: "2", nextToken: token });
    const page: Record<string, unknown> = await ask("/accesses", String(query));
    paged.push(...(page.items as unknown[]));
    token = page.nextToken as string | null;
  }
  expect(paged).toEqual(all);
  await ask("/commands", "text=one-more&maxResults=1");
  const after = await rows();
  expect(after).toHaveLength(before.length + 1);
  expect(after).toEqual(expect.arrayContaining(before));
});

const rows = async (): Promise<string[]> =>
  (await deployment.items()).filter((item) => item.includes('"accesses#'));

test("whoever asks is read from anything at all", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (event, authorizer) => {
      for (const one of [event, { rawPath: "/", requestContext: { http: {}, authorizer } }])
        expect(Object.keys(askerOf(one)).sort()).toEqual(["account", "via", "who"]);
    }),
  );
});
