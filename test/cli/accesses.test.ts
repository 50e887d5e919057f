import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { dataMessage, someEvents } from "./dataMessage.ts";
import { runCli, tempFolder } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
let store: string;
beforeAll(async () => {
  folder = tempFolder();
  store = join(folder.path, "store");
  writeFileSync(join(folder.path, "events.json"), JSON.stringify(dataMessage(someEvents(3))));
  await runCli(["import", join(folder.path, "events.json"), "--store", store]);
});
afterAll(() => folder.remove());

test("what was asked on this machine is listed by its user, and survives a rebuild", async () => {
  await runCli(["commands", "--text", "rm -rf", "--store", store]);
  await runCli(["endpoints", "--store", store]);
  await runCli(["unrecognised", "--store", store]);
  const list = () => runCli(["accesses", "--output", "jsonl", "--store", store]);
  const before = await list();
  const items = before.out
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const by = { who: userInfo().username, via: "cli", revealed: false, rows: 0 };
  expect(items).toEqual([
    expect.objectContaining({ ...by, ask: "unrecognised", asked: {} }),
    expect.objectContaining({ ...by, ask: "commands", asked: { text: "rm -rf" } }),
  ]);
  expect((await runCli(["rebuild", "--store", store])).code).toBe(0);
  expect((await list()).out).toBe(before.out);
  const table = await runCli(["accesses", "--store", store]);
  expect(table.out).toContain("commands text=rm -rf");
  expect((await runCli(["accesses", "--since", "soon", "--store", store])).code).toBe(64);
});
