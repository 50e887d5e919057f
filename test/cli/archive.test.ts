import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { dataMessage, someEvents } from "./dataMessage.ts";
import { answersOf } from "./answersOf.ts";
import { runCli, tempFolder, type Ran } from "./runCli.ts";

let folder: ReturnType<typeof tempFolder>;
let sound: string;
let store: string;
beforeAll(async () => {
  folder = tempFolder();
  sound = join(folder.path, "sound");
  const file = join(folder.path, "events.jsonl");
  const typed = [1, 2].map((n) => ({
    id: `9${n}`,
    timestamp: Date.parse("2026-11-12T09:00:10Z") + n,
    message: `[sagemaker ssm logs][container_0] sh-5.2$ echo ${n}`,
  }));
  const days = [someEvents(20), typed];
  for (const events of days) {
    writeFileSync(file, JSON.stringify(dataMessage(events)));
    expect((await runCli(["import", file, "--store", sound])).code).toBe(0);
  }
});
beforeEach(() => {
  store = join(folder.path, "store");
  rmSync(store, { recursive: true, force: true });
  cpSync(sound, store, { recursive: true });
});
afterAll(() => folder.remove());

const entries = (): string[] =>
  readdirSync(join(store, "archive"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".gz"))
    .map((name) => join(store, "archive", name))
    .sort();

const run = (...args: string[]): Promise<Ran> => runCli([...args, "--store", store]);

async function flaws(): Promise<[number | null, string[]]> {
  const { code, out } = await run("verify", "--output", "json");
  const report = JSON.parse(out) as { findings: { flaw: string }[] };
  return [code, report.findings.map(({ flaw }) => flaw)];
}

test("only its owner can read the archive", () => {
  const all = readdirSync(join(store, "archive"), { recursive: true, encoding: "utf8" });
  const modes = all.map((name) => statSync(join(store, "archive", name)));
  for (const found of modes) expect(found.mode & 0o777).toBe(found.isFile() ? 0o600 : 0o700);
  expect(entries()).toHaveLength(2);
});

describe("verify", () => {
  test("finds nothing where all is well", async () => {
    const { code, out, err } = await run("verify");
    expect([code, out]).toEqual([0, ""]);
    expect(err).toContain("2 sound entries");
    expect(err).toContain("22 log events");
  });

  test("tells an entry whose bytes were changed, and what it held is missing", async () => {
    const [first = ""] = entries();
    const bytes = readFileSync(first);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(first, bytes);
    expect(await flaws()).toEqual([1, ["altered", "missing"]]);
    const { out } = await run("verify");
    expect(out).toContain("/aws/sagemaker/Endpoints/churn-scorer");
  });

  test("tells an entry that was cut, one that is gone, and one under another's name", async () => {
    const [first = "", second = ""] = entries();
    writeFileSync(first, readFileSync(first).subarray(0, 40));
    expect(await flaws()).toEqual([1, ["altered", "missing"]]);
    cpSync(second, first);
    expect(await flaws()).toEqual([1, ["altered", "missing"]]);
    rmSync(first);
    expect(await flaws()).toEqual([1, ["missing"]]);
  });

  test("tells files that are no entries, and what a writer left that died", async () => {
    const [first = ""] = entries();
    writeFileSync(join(store, "archive", "notes.txt"), "mine");
    writeFileSync(`${first}.0011223344ff.unfinished`, "half");
    expect(await flaws()).toEqual([1, ["unfinished", "foreign"]]);
  });

  test("tells what the index lacks, and rebuild mends it", async () => {
    const before = await answersOf(store);
    for (const name of readdirSync(store))
      if (name.startsWith("ssmtrail.db")) rmSync(join(store, name));
    writeFileSync(join(folder.path, "none.json"), JSON.stringify({ Records: [] }));
    await run("import", join(folder.path, "none.json"));
    expect(await flaws()).toEqual([1, ["unindexed", "unindexed"]]);
    expect((await run("rebuild")).code).toBe(0);
    expect(await flaws()).toEqual([0, []]);
    expect(await answersOf(store)).toEqual(before);
  });

  test("can't say where there is no archive, and refuses what is no bucket", async () => {
    rmSync(join(store, "archive"), { recursive: true });
    const { code, err } = await run("verify");
    expect([code, err]).toEqual([3, expect.stringContaining("no evidence archive in")]);
    expect((await run("verify", "--archive", "s3://A_B")).code).toBe(64);
    expect((await runCli(["verify", "--store", join(folder.path, "empty")])).code).toBe(3);
  });
});

describe("rebuild", () => {
  test("ends in the same answers, and leaves nothing beside", async () => {
    const before = await answersOf(store);
    const { code, err } = await run("rebuild");
    expect([code, err]).toEqual([0, expect.stringContaining("from 2 entries, with 22 log events")]);
    expect(await answersOf(store)).toEqual(before);
    expect(existsSync(join(store, "rebuilding"))).toBe(false);
  });

  test("changes nothing from an archive that lacks something, unless the loss is accepted", async () => {
    const before = await answersOf(store);
    const [first = ""] = entries();
    writeFileSync(first, "damaged");
    const refused = await run("rebuild");
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining("nothing was changed"),
    ]);
    expect(refused.out).toContain("altered");
    expect(await answersOf(store)).toEqual(before);
    expect((await run("rebuild", "--accept-loss")).code).toBe(1);
    expect(await answersOf(store)).not.toEqual(before);
  });

  test("makes a damaged index again once told that what people made is lost with it", async () => {
    const before = await answersOf(store);
    writeFileSync(
      join(store, "ssmtrail.db"),
      "no database at all, but long enough to be looked at".repeat(100),
    );
    const refused = await run("rebuild");
    expect([refused.code, refused.err]).toEqual([69, expect.stringContaining("--accept-loss")]);
    expect((await run("rebuild", "--accept-loss")).code).toBe(0);
    expect(await answersOf(store)).toEqual(before);
    expect(readdirSync(store)).toContainEqual(expect.stringMatching(/^damaged-/));
  });
});
