import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDynalite } from "../engines/dynalite.ts";
import { startFunctionUrl } from "./lambda/functionUrl.ts";
import { RUNTIMES } from "./lambda/runtimes.ts";
import { startFunction, type RunningFunction } from "./lambda/startFunction.ts";

const out = mkdtempSync(join(tmpdir(), "ssmtrail-fixtures-"));
beforeAll(() => {
  const args = ["infra/build/build.mjs", "--functions", "test/aws/fixtures", "--out", out];
  execFileSync(process.execPath, args);
});
afterAll(() => rmSync(out, { recursive: true }));

describe.each(RUNTIMES)("the harness on $name", (runtime) => {
  const run = runtime.unavailable === undefined ? test : test.skip;
  const why = runtime.unavailable === undefined ? "" : ` (${runtime.unavailable})`;
  const using = async (
    settings: Record<string, string>,
    check: (echo: RunningFunction) => Promise<void>,
  ): Promise<void> => {
    const echo = await startFunction(runtime, join(out, "functions", "echo"), settings);
    try {
      await check(echo);
    } finally {
      await echo.stop();
    }
  };

  run(`reports a thrown error as a function error and goes on${why}`, () =>
    using({}, async (echo) => {
      const failed = await echo.invoke({ fail: "too far" });
      expect(failed.functionError).toBe("Unhandled");
      expect(JSON.parse(failed.payload)).toMatchObject({
        errorType: "RangeError",
        errorMessage: "too far",
        // Source maps work: the stack names the source.
        trace: expect.arrayContaining([expect.stringContaining("handler.ts:5")]),
      });
      expect((await echo.invoke({})).functionError).toBeUndefined();
    }),
  );

  run(`fronts the function with HTTP${why}`, () =>
    using({}, async (echo) => {
      const front = await startFunctionUrl(echo.invoke);
      const answer = await fetch(`${front.url}/a%20b?x=1&x=2&y=%3D`, {
        method: "POST",
        body: new Uint8Array([0, 255]),
        headers: { cookie: "a=1; b=2" },
      });
      expect(await answer.json()).toMatchObject({
        rawPath: "/a%20b",
        rawQueryString: "x=1&x=2&y=%3D",
        queryStringParameters: { x: "1,2", y: "=" },
        cookies: ["a=1", "b=2"],
        body: "AP8=",
        isBase64Encoded: true,
      });
      await front.stop();
    }),
  );

  run(`lets the function reach the stand-in for DynamoDB${why}`, async () => {
    const engine = await startDynalite();
    if (engine.kind === "unavailable") throw new Error(engine.reason);
    await using({ AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint }, async (echo) => {
      expect(JSON.parse((await echo.invoke({ tables: true })).payload)).toEqual({ tables: [] });
    });
    await engine.stop();
  });
});
