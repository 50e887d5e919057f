import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { request, type OutgoingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { queryApi } from "../../shared/http/queryApi.ts";
import type { Serving } from "../../shared/http/serveLoopback.ts";
import { serveQuery } from "../../shared/http/serveQuery.ts";
import { answer } from "../../shared/query/QueryError.ts";

const TOKEN = "0123456789abcdef".repeat(4);
const BEARER = { authorization: `Bearer ${TOKEN}` };

let serving: Serving;
beforeAll(async () => {
  const api = queryApi({
    ask: (question) => Promise.resolve(answer(question)),
    now: () => Date.parse("2026-11-22T12:00:00Z"),
    openapi: () => ({ openapi: "3.1.0" }),
  });
  serving = await serveQuery({ api, token: TOKEN });
});
afterAll(() => serving.close());

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function send(path: string, headers: OutgoingHttpHeaders = {}, method = "GET"): Promise<Got> {
  return new Promise((resolve, reject) => {
    const to = { host: "127.0.0.1", port: serving.port, path, headers, method };
    request(to, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    })
      .on("error", reject)
      .end();
  });
}

test("answers whoever has the token", async () => {
  const got = await send("/session?session=a%2Bb%40c-1", BEARER);
  expect([got.status, JSON.parse(got.body).session]).toEqual([200, "a+b@c-1"]);
  expect(got.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
  });
});

test("answers by the name localhost, and its own page", async () => {
  const host = `localhost:${serving.port}`;
  const got = await send("/endpoints", { ...BEARER, host, origin: `http://${host}` });
  expect(got.status).toBe(200);
});

test("answers HEAD without a body", async () => {
  const got = await send("/endpoints", BEARER, "HEAD");
  expect([got.status, got.body]).toEqual([200, ""]);
});

const port = "PORT";
test.each([
  { why: "no token", headers: {}, status: 401, code: "no-token" },
  { why: "an empty token", headers: { authorization: "Bearer " }, status: 401, code: "no-token" },
  {
    why: "another token",
    headers: { authorization: `Bearer ${"f".repeat(64)}` },
    status: 401,
    code: "no-token",
  },
  {
    why: "a part of the token",
    headers: { authorization: `Bearer ${TOKEN.slice(0, 63)}` },
    status: 401,
    code: "no-token",
  },
  {
    why: "another scheme",
    headers: { authorization: `Basic ${TOKEN}` },
    status: 401,
    code: "no-token",
  },
  {
    why: "a name that resolves here",
    headers: { ...BEARER, host: `evil.example:${port}` },
    status: 403,
    code: "foreign-host",
  },
  {
    why: "another port",
    headers: { ...BEARER, host: "127.0.0.1:1" },
    status: 403,
    code: "foreign-host",
  },
  { why: "no port", headers: { ...BEARER, host: "127.0.0.1" }, status: 403, code: "foreign-host" },
  {
    why: "another site's page",
    headers: { ...BEARER, origin: "https://evil.example" },
    status: 403,
    code: "foreign-origin",
  },
  {
    why: "another server's page here",
    headers: { ...BEARER, origin: "http://127.0.0.1:1" },
    status: 403,
    code: "foreign-origin",
  },
  {
    why: "the other name's page",
    headers: { ...BEARER, origin: `http://localhost:${port}` },
    status: 403,
    code: "foreign-origin",
  },
  {
    why: "a sandboxed page",
    headers: { ...BEARER, origin: "null" },
    status: 403,
    code: "foreign-origin",
  },
])("refuses $why", async ({ headers, status, code }) => {
  const filled = Object.fromEntries(
    Object.entries<string>(headers).map(([name, value]) => [
      name,
      value.replace(port, String(serving.port)),
    ]),
  );
  const got = await send("/endpoints", filled);
  expect([got.status, JSON.parse(got.body).code]).toEqual([status, code]);
  expect(got.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(Object.keys(got.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("tells a preflight nothing", async () => {
  const got = await send("/endpoints", { origin: "https://evil.example" }, "OPTIONS");
  expect(got.status).toBe(403);
});

test.each([
  { why: "malformed percent-encoding", path: "/commands?text=%zz", status: 400 },
  { why: "a value that is too long", path: `/commands?text=${"x".repeat(8_193)}`, status: 400 },
  { why: "a URL that is too long", path: `/commands?text=${"x".repeat(70_000)}`, status: 431 },
  { why: "an unknown path", path: "/nothing", status: 404 },
])("answers $why with $status", async ({ path, status }) => {
  expect((await send(path, BEARER)).status).toBe(status);
});

test("refuses other methods", async () => {
  const got = await send("/endpoints", BEARER, "DELETE");
  expect([got.status, got.headers["allow"]]).toEqual([405, "GET, HEAD"]);
});

test.each([
  { why: "no Host", head: "GET /endpoints HTTP/1.0\r\n" },
  { why: "a Host that is none", head: "GET /endpoints HTTP/1.1\r\nHost: a/b@c\r\n" },
  { why: "a URL that is none", head: "GET http://[ HTTP/1.1\r\nHost: 127.0.0.1\r\n" },
  { why: "two Hosts", head: "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n" },
])("refuses a request with $why", async ({ head }) => {
  const raw = `${head}Authorization: Bearer ${TOKEN}\r\nConnection: close\r\n\r\n`;
  expect(await sendRaw(raw)).toMatch(/^HTTP\/1\.1 (400|403) /);
});

function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let got = "";
    connect(serving.port, "127.0.0.1", function (this: { write(text: string): void }) {
      this.write(text);
    })
      .setEncoding("utf8")
      .on("data", (part: string) => (got += part))
      .on("close", () => resolve(got))
      .on("error", reject);
  });
}

describe("what it listens on", () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ internal, family }) => !internal && family === "IPv4");
  const run = outside === undefined ? test.skip : test;
  run("is not this machine's address in its network", async () => {
    await expect(fetch(`http://${outside?.address}:${serving.port}/`)).rejects.toThrow();
  });
});

test.each(["", "short", "F".repeat(64), "0".repeat(63)])(
  "takes no token like %j",
  async (token) => {
    await expect(serveQuery({ api: { fetch: () => new Response() }, token })).rejects.toThrow(
      TypeError,
    );
  },
);

test("rejects where the port is taken", async () => {
  const again = serveQuery({
    api: { fetch: () => new Response() },
    token: TOKEN,
    port: serving.port,
  });
  await expect(again).rejects.toMatchObject({ code: "EADDRINUSE" });
});
