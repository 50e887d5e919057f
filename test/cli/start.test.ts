import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { builtCli, environment, runCli, tempFolder } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
beforeAll(() => {
  folder = tempFolder();
});
afterAll(() => folder.remove());

test("start --once answers both questions, again and again alike", async () => {
  const store = join(folder.path, "once");
  const first = await runCli(["start", "--once", "--store", store]);
  expect(first.code).toBe(0);
  expect(first.out).toMatch(/Which target ID do I connect to\?/);
  expect(first.out).toMatch(
    /aws ssm start-session --target sagemaker-endpoint:\S+ --region eu-west-1/,
  );
  expect(first.out).toMatch(/Who ran what, in which container\?/);
  expect(first.err).toMatch(
    /took in \d+ subscription events with \d+ log events, and \d+ CloudTrail records/,
  );
  const again = await runCli(["start", "--once", "--store", store]);
  expect(again.out).toBe(first.out);

  const json = async (...args: string[]): Promise<{ items: Record<string, unknown>[] }> =>
    JSON.parse(
      (await runCli([...args, "--store", store, "--output", "json", "--max-items", "all"])).out,
    ) as never;
  expect((await json("endpoints")).items).toHaveLength(4);
  const { items } = await json("commands");
  expect(items.length).toBeGreaterThan(100);
  const shown = await runCli(["show", "latest", "--store", store]);
  expect(shown.out).toMatch(/^session \S+\nwho +[\w.@-]+[^\n]*\nsaid by +proven: CloudTrail/);
  const [session] = items.flatMap(({ session }) => (typeof session === "string" ? session : []));
  const printed = await runCli(["output", session ?? "", "1", "--store", store]);
  expect(printed.code).toBe(0);
});

test("start serves the console on loopback to whoever has the token, and stops when asked to", async () => {
  const child = spawn(
    process.execPath,
    [builtCli(), "start", "--output", "json", "--store", join(folder.path, "serving")],
    {
      env: environment(),
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const ended = new Promise((done) => child.on("close", done));
  const { url, token } = await new Promise<{ url: string; token: string }>((found) => {
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      const [line] = /^\{"link".*\}$/m.exec(out) ?? [];
      if (line !== undefined) found(JSON.parse(line) as { url: string; token: string });
    });
  });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
  expect((await fetch(`${url}/endpoints`)).status).toBe(401);
  const answer = await fetch(`${url}/endpoints`, { headers: { authorization: `Bearer ${token}` } });
  expect(await answer.json()).toMatchObject({ items: { length: 4 } });
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});
