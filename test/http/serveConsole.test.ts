import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { request, type OutgoingHttpHeaders } from "node:http";
import { queryApi } from "../../shared/http/queryApi.ts";
import { serveConsole } from "../../shared/http/serveConsole.ts";
import type { Serving } from "../../shared/http/serveLoopback.ts";
import { answer } from "../../shared/query/QueryError.ts";

const SECRETS = {
  entry: "0123456789abcdef".repeat(4),
  cookie: "1".repeat(64),
  bearer: "2".repeat(64),
};
const file = (type: string, text: string) => ({ type, body: new TextEncoder().encode(text) });

let serving: Serving;
beforeEach(async () => {
  const api = queryApi({
    ask: (question) => Promise.resolve(answer(question)),
    now: () => Date.parse("2026-11-22T12:00:00Z"),
    openapi: () => ({ openapi: "3.1.0" }),
  });
  const files = new Map([
    ["/index.html", file("text/html; charset=utf-8", "<!doctype html>")],
    ["/assets/main.js", file("text/javascript; charset=utf-8", "1")],
  ]);
  serving = await serveConsole({ api, files, secrets: SECRETS });
});
afterEach(() => serving.close());

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function send(path: string, headers: OutgoingHttpHeaders = {}, method = "GET"): Promise<Got> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: serving.port, path, headers, method }, (response) => {
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

const cookie = (): { cookie: string } => ({ cookie: `ssmtrail-${serving.port}=${SECRETS.cookie}` });

describe("the way in", () => {
  test("the link sets a cookie that no script reads and no other site sends, once", async () => {
    const first = await send(`/enter?token=${SECRETS.entry}`);
    expect([first.status, first.headers.location]).toEqual([303, "/"]);
    expect(first.headers["set-cookie"]).toEqual([
      `ssmtrail-${serving.port}=${SECRETS.cookie}; HttpOnly; SameSite=Strict; Path=/`,
    ]);
    const second = await send(`/enter?token=${SECRETS.entry}`);
    expect([second.status, second.headers["set-cookie"]]).toEqual([401, undefined]);
  });

  test("a wrong token does not use the link up", async () => {
    expect((await send(`/enter?token=${"f".repeat(64)}`)).status).toBe(401);
    expect((await send(`/enter?token=${SECRETS.entry}`)).status).toBe(303);
  });

  test.each(["/", "/who", "/assets/main.js", "/api/endpoints"])(
    "%s needs the cookie",
    async (path) => {
      expect((await send(path)).status).toBe(401);
      expect((await send(path, { cookie: "ssmtrail-1=" + SECRETS.cookie })).status).toBe(401);
      expect(
        (await send(path, { cookie: `ssmtrail-${serving.port}=${"f".repeat(64)}` })).status,
      ).toBe(401);
      expect((await send(path, cookie())).status).toBe(200);
    },
  );

  test("the link's token opens nothing else, and neither do others' secrets", async () => {
    expect(
      (await send("/api/endpoints", { authorization: `Bearer ${SECRETS.entry}` })).status,
    ).toBe(401);
    expect(
      (await send("/api/endpoints", { authorization: `Bearer ${SECRETS.cookie}` })).status,
    ).toBe(401);
    expect(
      (await send("/api/endpoints", { authorization: `Bearer ${SECRETS.bearer}` })).status,
    ).toBe(200);
  });
});

describe("other sites get nothing, though the browser sends the cookie", () => {
  const foreign = [
    ["a name that resolves here", { host: "evil.example" }, "foreign-host"],
    ["another site's page", { origin: "https://evil.example" }, "foreign-origin"],
    ["a page of another port", { "sec-fetch-site": "same-site" }, "foreign-origin"],
    ["a link on another site", { "sec-fetch-site": "cross-site" }, "foreign-origin"],
  ] as const;
  test.each(foreign)("%s", async (_, headers, code) => {
    for (const path of ["/", "/api/endpoints", `/enter?token=${SECRETS.entry}`]) {
      const got = await send(path, { ...cookie(), ...headers });
      expect([got.status, JSON.parse(got.body).code]).toEqual([403, code]);
      expect(got.headers["set-cookie"]).toBeUndefined();
    }
  });
  test.each(["same-origin", "none"])("our own pages do: %s", async (site) => {
    expect((await send("/api/endpoints", { ...cookie(), "sec-fetch-site": site })).status).toBe(
      200,
    );
  });
});

describe("what is served", () => {
  test("every page is the one page, under a policy that lets it talk to nobody else", async () => {
    for (const path of ["/", "/who?by=target", "/commands", "/no/such"]) {
      const got = await send(path, cookie());
      expect([got.status, got.body]).toEqual([200, "<!doctype html>"]);
      expect(got.headers["content-security-policy"]).toMatch(
        /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/,
      );
      expect(got.headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
      });
    }
  });
  test.each(["/assets/none.js", "/assets/../index.html", "/assets/%2e%2e/index.html"])(
    "%s is no file of the console",
    async (path) => {
      const got = await send(path, cookie());
      expect(got.status === 404 || got.body === "<!doctype html>").toBe(true);
    },
  );
  test("questions keep their parameters", async () => {
    const got = await send("/api/session?session=a%2Bb%40c-1", cookie());
    expect(JSON.parse(got.body)).toMatchObject({ ask: "session", session: "a+b@c-1" });
  });
  test("pages are only read", async () => {
    const got = await send("/", cookie(), "POST");
    expect([got.status, JSON.parse(got.body).code]).toEqual([405, "method-not-allowed"]);
  });
});

test("a secret of another shape is a mistake of the program", async () => {
  const options = { api: { fetch: () => new Response() }, files: new Map() };
  await expect(
    serveConsole({ ...options, secrets: { ...SECRETS, entry: "short" } }),
  ).rejects.toThrow("32 bytes in hex");
});
