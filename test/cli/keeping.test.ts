import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { AT, dataMessage, eventId } from "./dataMessage.ts";
import { answersOf } from "./answersOf.ts";
import { runCli, tempFolder, type Ran } from "./runCli.ts";

const SESSION = "maya-0a1b2c3d4e5f60718";
let folder: ReturnType<typeof tempFolder>;
let store: string;
let file: string;
const run = (...args: string[]): Promise<Ran> => runCli([...args, "--store", store]);

beforeAll(async () => {
  folder = tempFolder();
  store = join(folder.path, "store");
  file = join(folder.path, "session.json");
  const text = "sh-5.1# curl -H 'x: hunter2' localhost\r\nok\r\nsh-5.1# exit\r\n";
  const events = [{ id: eventId(1), timestamp: AT, message: text }];
  const origin = { logGroup: "/ssm/session-logs", logStream: SESSION };
  writeFileSync(file, JSON.stringify(dataMessage(events, origin)));
  expect((await run("import", file)).code).toBe(0);
});
afterAll(() => folder.remove());

test("says what is wrong with the words", async () => {
  expect((await run("hold", SESSION)).code).toBe(64);
  expect((await run("purge", SESSION, "--reason", " ")).code).toBe(64);
  expect((await run("purge", "--reason", "x")).code).toBe(64);
  const unknown = await run("purge", "nobody-0a1b2c3d4e5f60718", "--reason", "x");
  expect([unknown.code, unknown.err]).toEqual([3, expect.stringContaining("no session")]);
  const free = await run("release", SESSION, "--reason", "x");
  expect([free.code, free.err]).toEqual([1, expect.stringContaining("not on hold")]);
});

test("nothing is removed of a session on hold", async () => {
  const before = await answersOf(store);
  expect((await run("hold", SESSION, "--reason", "case 4711")).code).toBe(0);
  expect((await run("hold", SESSION, "--reason", "again")).err).toContain("case 4711");
  const refused = await run("purge", SESSION, "--reason", "leak");
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("case 4711")]);
  expect(await answersOf(store)).toEqual(before);
  expect((await run("show", SESSION)).out).toContain("case 4711");
  expect((await run("release", SESSION, "--reason", "settled")).code).toBe(0);
  expect((await run("show", SESSION)).out).not.toContain("case 4711");
});

test("a purge leaves the session, its tombstone, and nothing that it printed", async () => {
  expect((await run("commands", "--session", SESSION)).out).toContain("hunter2");
  const done = await run(
    "purge",
    SESSION,
    "--reason",
    "a password on the screen",
    "--output",
    "json",
  );
  expect([done.code, JSON.parse(done.out)]).toEqual([
    0,
    expect.objectContaining({ session: SESSION, events: 1, entries: 1 }),
  ]);
  expect((await run("commands", "--session", SESSION)).err).toContain("no commands match");
  expect((await run("show", SESSION)).out).toContain("a password on the screen");
  expect((await run("sessions")).out).toContain("maya-");
  // Neither a second import nor a rebuild brings it back.
  expect((await run("import", file)).code).toBe(0);
  expect((await run("rebuild")).code).toBe(0);
  expect((await run("verify")).code).toBe(0);
  expect(JSON.stringify(await answersOf(store))).not.toContain("hunter2");
  for (const name of readdirSync(join(store, "archive"), { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".gz"))
      expect(gunzipSync(readFileSync(join(store, "archive", name))).toString()).not.toContain(
        "hunter2",
      );
  const again = await run("purge", SESSION, "--reason", "once more");
  expect([again.code, again.err]).toEqual([0, expect.stringContaining("a password on the screen")]);
});
