import { describe, expect, test } from "@jest/globals";
import { answerRequest, type QueryWorld } from "../../shared/http/answerRequest.ts";
import { StoreError } from "../../shared/app/StoreError.ts";
import { asks, parameters } from "../../shared/query/parameters.ts";
import type { Ask, Question } from "../../shared/query/Question.ts";
import { answer, refuse } from "../../shared/query/QueryError.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");

/** A store that answers each question with the question itself. */
const echo: QueryWorld = {
  ask: (question) => Promise.resolve(answer(question)),
  now: () => NOW,
  openapi: () => ({ openapi: "3.1.0" }),
};

const get = (path: string, query = "", world = echo) =>
  answerRequest(world, { method: "GET", path, query });

const needed = (ask: Ask): string[] =>
  parameters[ask].filter(({ required }) => required).map(({ name }) => `${name}=x`);

const withNeeded = (ask: Ask, ...more: string[]): string => {
  const names = new Set(more.map((pair) => pair.split("=")[0]));
  return [...needed(ask).filter((pair) => !names.has(pair.split("=")[0])), ...more].join("&");
};

const without = (ask: Ask, name: string): string =>
  needed(ask)
    .filter((pair) => !pair.startsWith(`${name}=`))
    .join("&");

interface Bad {
  readonly why: string;
  readonly query: string;
  readonly code: string;
  readonly detail: string;
}

/** Everything that can be wrong with each parameter of a question. */
function badQueries(ask: Ask): Bad[] {
  const code = "bad-parameter";
  return parameters[ask].flatMap(({ name, kind, required }): Bad[] => [
    {
      why: `${name} twice`,
      query: withNeeded(ask, `${name}=x`, `${name}=x`),
      code,
      detail: "given twice",
    },
    {
      why: `${name} too long`,
      query: withNeeded(ask, `${name}=${"x".repeat(8_193)}`),
      code,
      detail: "longer than 8192",
    },
    { why: `${name} not UTF-8`, query: withNeeded(ask, `${name}=%ff`), code, detail: "percent" },
    { why: `${name} half encoded`, query: withNeeded(ask, `${name}=%4`), code, detail: "percent" },
    ...(required
      ? [
          {
            why: `no ${name}`,
            query: without(ask, name),
            code: "missing-parameter",
            detail: `needs ${name}`,
          },
          {
            why: `empty ${name}`,
            query: `${without(ask, name)}&${name}=`,
            code: "missing-parameter",
            detail: "needs",
          },
        ]
      : []),
    ...(BAD_VALUES[kind] ?? []).map((value) => ({
      why: `${name}=${value}`,
      query: withNeeded(ask, `${name}=${value}`),
      code,
      detail: name,
    })),
  ]);
}

const BAD_VALUES: Readonly<Record<string, readonly string[]>> = {
  time: [
    "yesterday",
    "24",
    "-1h",
    "2026-02-30",
    "2026-13-01T00:00:00Z",
    "2026-11-22T10:00:00+01:00",
  ],
  count: ["0", "1001", "-1", "1.5", "0x10", "ten", "%00"],
  choice: ["neither", "CURRENT"],
};

describe.each(asks)("/%s", (ask) => {
  test.each(badQueries(ask))("refuses $why", async ({ query, code, detail }) => {
    const { status, headers, body } = await get(`/${ask}`, query);
    expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(JSON.parse(body)).toEqual({
      type: "about:blank",
      title: "Bad Request",
      status: 400,
      code,
      detail: expect.stringContaining(detail),
    });
    expect(status).toBe(400);
  });

  test("refuses what it does not take, and says what it takes", async () => {
    const { status, body } = await get(`/${ask}`, withNeeded(ask, "__proto__=1"));
    expect([status, JSON.parse(body)]).toEqual([
      400,
      expect.objectContaining({
        code: "unknown-parameter",
        detail: expect.stringContaining(parameters[ask][0]?.name ?? ""),
      }),
    ]);
  });

  test("asks with what it needs, and tells HEAD only that it would", async () => {
    const { status, headers, body } = await get(`/${ask}`, needed(ask).join("&"));
    expect([status, JSON.parse(body).ask]).toEqual([200, ask]);
    expect(headers).toEqual({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
    });
    const request = { method: "HEAD", path: `/${ask}`, query: needed(ask).join("&") };
    expect(await answerRequest(echo, request)).toEqual({ status: 200, headers, body: "" });
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "get"])("refuses %s", async (method) => {
    const refused = await answerRequest(echo, { method, path: `/${ask}`, query: "" });
    expect([refused.status, refused.headers["allow"]]).toEqual([405, "GET, HEAD"]);
    expect(JSON.parse(refused.body).code).toBe("method-not-allowed");
  });
});

test("IDs and text come through whole", async () => {
  const given = {
    session: "engineer@example.com-0a1b2c3d+4e5f=60718",
    target: "sagemaker-endpoint:a_b_i-003a121c1b21a90a9_container_1",
    actor: "arn:aws:sts::111122223333:assumed-role/Ops/a+b@example.com",
    text: "a b+c&d=e%f #é 日本 \u0000",
  };
  const { body } = await get("/commands", String(new URLSearchParams(given)));
  expect(JSON.parse(body)).toMatchObject(given);
});

test("a bare plus sign is a space", async () => {
  const { body } = await get("/commands", "text=pip+install%2B");
  expect(JSON.parse(body).text).toBe("pip install+");
});

test("times are counted back from now", async () => {
  const { body } = await get("/commands", "since=24h&until=2026-11-22");
  expect(JSON.parse(body)).toMatchObject({
    since: NOW - 86_400_000,
    until: Date.parse("2026-11-22T23:59:59.999Z"),
  });
});

test.each(["/endpoints/", "//endpoints", "/Endpoints", "/session/x", "/constructor", "/%zz", ""])(
  "no such path: %s",
  async (path) => {
    const { status, body } = await get(path);
    expect([status, JSON.parse(body).code]).toEqual([404, "unknown-path"]);
  },
);

test("the index lists every question, and the contract is served", async () => {
  const index = JSON.parse((await get("/")).body);
  expect(index.questions.map((each: { path: string }) => each.path)).toEqual(
    asks.map((ask) => `/${ask}`),
  );
  expect(JSON.parse((await get(index.contract)).body)).toEqual({ openapi: "3.1.0" });
});

test.each([
  [refuse(404, "not-found", "no such session"), 404, "not-found"],
  [refuse(400, "bad-token", "another question's"), 400, "bad-token"],
  [refuse(403, "not-allowed", "no"), 403, "not-allowed"],
])("passes on what the question refuses: %j", async (refused, status, code) => {
  const world = { ...echo, ask: () => Promise.resolve(refused) };
  const got = await get("/session", "session=x", world);
  expect([got.status, JSON.parse(got.body).code]).toEqual([status, code]);
});

test.each([
  {
    failure: new StoreError("overloaded", "DynamoDB left items"),
    status: 503,
    code: "unavailable",
  },
  { failure: new StoreError("contended", "others won"), status: 503, code: "unavailable" },
  { failure: new StoreError("corrupt", "row p#1"), status: 500, code: "internal-error" },
  { failure: new TypeError("x is undefined"), status: 500, code: "internal-error" },
])(
  "of a broken world ($failure) it tells nothing but $status",
  async ({ failure, status, code }) => {
    const reported: unknown[] = [];
    const world: QueryWorld = {
      ...echo,
      ask: () => Promise.reject(failure),
      report: (each) => reported.push(each),
    };
    const got = await get("/endpoints", "", world);
    expect([got.status, JSON.parse(got.body).code, reported]).toEqual([status, code, [failure]]);
    expect(got.body).not.toContain(failure.message);
  },
);

test("a page too large for Lambda is asked for again by halves", async () => {
  const asked: number[] = [];
  const item = { text: '"'.repeat(10_000) };
  const world: QueryWorld = {
    ...echo,
    ask: (question: Question) => {
      const size = "maxResults" in question ? question.maxResults : 1;
      asked.push(size);
      return Promise.resolve(answer({ items: Array.from({ length: size }, () => item) }));
    },
  };
  const got = await get("/commands", "maxResults=1000", world);
  // A quote is two bytes in the body and four in Lambda's payload: 40 KB an item.
  expect([got.status, asked]).toEqual([200, [1000, 500, 250, 125]]);
  expect(Buffer.byteLength(JSON.stringify({ body: got.body }))).toBeLessThan(6 * 1024 * 1024);
});

test("one item too large for Lambda is refused", async () => {
  const world = { ...echo, ask: () => Promise.resolve(answer({ head: "x".repeat(6_000_001) })) };
  const got = await get("/output", "session=x&command=y", world);
  expect([got.status, JSON.parse(got.body).code]).toEqual([400, "answer-too-large"]);
});
