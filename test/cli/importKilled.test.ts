import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { answersOf } from "./answersOf.ts";
import { AT, dataMessage, eventId, GROUP, someEvents } from "./dataMessage.ts";
import { builtCli, environment, runCli, tempFolder } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
beforeAll(() => {
  folder = tempFolder();
});
afterAll(() => folder.remove());

/** Many streams, so that there are many batches to be killed between. */
function manyStreams(): string {
  const messages = Array.from({ length: 30 }, (_, n) => {
    const logStream = `AllTraffic/i-0b21f4d9a7c3e${(0x1000 + n).toString(16)}/ssm`;
    const typed = Array.from({ length: 15 }, (_, k) => ({
      id: eventId(n * 1000 + 500 + k),
      timestamp: AT + 60_000 + k * 1000,
      message: `[sagemaker ssm logs][container_0] sh-5.2$ echo ${n} ${k}`,
    }));
    return JSON.stringify(dataMessage([...someEvents(20), ...typed], { logStream }));
  });
  return messages.join("\n");
}

test("an import killed half-way and run again ends in the same answers", async () => {
  const file = join(folder.path, "many.jsonl");
  writeFileSync(file, manyStreams());
  const whole = join(folder.path, "whole");
  expect((await runCli(["import", file, "--store", whole])).code).toBe(0);
  const expected = await answersOf(whole);
  expect(JSON.stringify(expected)).toContain("echo 29 14");
  for (const killedAfter of [150, 250, 350, 500]) {
    const store = join(folder.path, `killed-${killedAfter}`);
    const child = spawn(process.execPath, [builtCli(), "import", file, "--store", store], {
      env: environment(),
      stdio: "ignore",
    });
    const ended = new Promise((done) => child.on("close", done));
    await sleep(killedAfter);
    child.kill("SIGKILL");
    await ended;
    expect((await runCli(["import", file, "--store", store])).code).toBe(0);
    expect(await answersOf(store)).toEqual(expected);
  }
});

test("importing again changes nothing and says so, from another place and gzip or not", async () => {
  const events = someEvents(30).map(({ timestamp, message }) => ({
    timestamp,
    message,
    ingestionTime: timestamp,
  }));
  const twice = { events: [...events, ...events.slice(-2)] };
  const store = join(folder.path, "twice");
  const flags = [
    "--log-group",
    GROUP,
    "--log-stream",
    "AllTraffic/i-0b21f4d9a7c3e8d10/ssm",
    "--store",
    store,
    "--output",
    "json",
  ];
  const first = join(folder.path, "first.json");
  const second = join(folder.path, "second.json");
  writeFileSync(first, JSON.stringify(twice, null, 4));
  writeFileSync(second, JSON.stringify(twice, null, 4));
  expect(JSON.parse((await runCli(["import", first, ...flags])).out)).toMatchObject({
    events: 32,
    alreadyHeld: 0,
  });
  const answers = await answersOf(store);
  expect(JSON.parse((await runCli(["import", second, ...flags])).out)).toMatchObject({
    events: 32,
    alreadyHeld: 32,
  });
  // A pipe has another name for its read; the number kept is still the larger one of the two.
  const piped = await runCli(["import", "-", ...flags], { stdin: JSON.stringify(twice) });
  expect(JSON.parse(piped.out)).toMatchObject({ events: 32, alreadyHeld: 32 });
  expect(await answersOf(store)).toEqual(answers);
});
