import { DatabaseSync } from "@photostructure/sqlite";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError, type StoreErrorCode } from "../../shared/app/StoreError.ts";
import { sqliteTable } from "../../shared/store/sqlite/sqliteTable.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { collect, noise, numbered, row, sortsOf } from "./rows.ts";
import { bundleWriter, spawnWriter } from "./spawnWriter.ts";

let root: string;
let writer: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "ssmtrail-sqlite-"));
  writer = bundleWriter();
});
afterAll(() => {
  rmSync(root, { recursive: true });
  rmSync(writer);
});

let folders = 0;
const newFolder = (): string => join(root, `store ${++folders}`);
const fileIn = (folder: string): string => join(folder, "ssmtrail.db");

describe("a reader beside exclusive work of its own process", () => {
  test("sees none of it before it is committed, all of it after, and nothing that was taken back", async () => {
    const table = sqliteTable(newFolder());
    await table.write([row("rows", "before")], []);
    const seen: string[][] = [];
    const look = async () => seen.push(await sortsOf(table.list({ partition: "rows" })));
    let written = (): void => undefined;
    let finish = (): void => undefined;
    const half = new Promise<void>((resolve) => (written = resolve));
    const rest = new Promise<void>((resolve) => (finish = resolve));
    const unit = table.exclusively(async () => {
      await table.write([row("rows", "half")], []);
      await look();
      written();
      await rest;
    });
    await half;
    await look();
    expect(await table.get([{ partition: "rows", sort: "half" }])).toEqual([undefined]);
    finish();
    await unit;
    await look();
    const failing = table.exclusively(async () => {
      await table.write([row("rows", "never")], []);
      throw new Error("no");
    });
    await look();
    await expect(failing).rejects.toThrow("no");
    await look();
    const whole = ["before", "half"];
    expect(seen).toEqual([whole, ["before"], whole, whole, whole]);
    await table.close();
  });
});

describe("several processes on one folder", () => {
  test("open a new one at once, write turn by turn, and lose nothing", async () => {
    const folder = newFolder();
    const names = ["a", "b", "c", "d"];
    const writers = names.map((name) => spawnWriter(writer, "rows", folder, name, "25"));
    const ends = await Promise.all(writers.map(({ ended }) => ended));
    expect(ends).toEqual(names.map(() => ({ code: 0, complaint: "" })));
    const table = sqliteTable(folder);
    const sorts = names.flatMap((name) => numbered(25).map((n) => `${name}-${n}`));
    expect(await sortsOf(table.list({ partition: "rows" }))).toEqual(sorts);
    const [count] = await tableStore(table, 1).load([{ partition: "shared", sort: "count" }]);
    expect(count).toMatchObject({ value: 100, version: 100 });
    await table.close();
  });

  test("see what the other acknowledged", async () => {
    const folder = newFolder();
    const table = sqliteTable(folder);
    const other = spawnWriter(writer, "rows", folder, "other", "3");
    for (const sort of numbered(10)) await table.write([row("rows", sort)], []);
    expect((await other.ended).code).toBe(0);
    expect(await sortsOf(table.list({ partition: "rows" }))).toEqual([
      ...numbered(10),
      "other-0000",
      "other-0001",
      "other-0002",
    ]);
    await table.close();
  });
});

test("kill -9 loses nothing that was acknowledged and leaves no half of a unit", async () => {
  const folder = newFolder();
  const acknowledged: string[] = [];
  for (const name of numbered(4)) {
    const victim = spawnWriter(writer, "units", folder, name);
    const enough = 3 + Number(name);
    while (victim.said().length < enough && victim.child.exitCode === null) await sleep(2);
    victim.child.kill("SIGKILL");
    expect((await victim.ended).complaint).toBe("");
    acknowledged.push(...victim.said());
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(18);
  const found = unitsIn(folder);
  expect(acknowledged.filter((unit) => !found.has(unit))).toEqual([]);
  expect([...found].filter(([, rows]) => rows !== 10)).toEqual([]);
  const table = sqliteTable(folder);
  const rows = await collect(table.list({ partition: acknowledged[0] ?? "" }));
  expect(rows.every(({ body }) => body.byteLength === 20_000 && body[0] === 0)).toBe(true);
  await table.close();
});

/** How many rows each unit has, by partition. */
function unitsIn(folder: string): Map<string, number> {
  const db = new DatabaseSync(fileIn(folder));
  const rows = db.prepare("SELECT CAST(p AS TEXT) AS unit, count(*) AS n FROM rows GROUP BY p");
  const found = new Map(rows.all().map(({ unit, n }) => [String(unit), Number(n)]));
  db.close();
  return found;
}

test("a program that keeps the database locked is told of in time", async () => {
  const folder = newFolder();
  await sqliteTable(folder).close();
  const other = new DatabaseSync(fileIn(folder));
  const table = sqliteTable(folder, 50);
  other.exec("BEGIN IMMEDIATE");
  const tries = [
    () => table.save(row("p", "s", "x", 1), 0),
    () => table.write([row("p", "s")], []),
    () => table.exclusively(() => Promise.resolve()),
  ];
  for (const each of tries)
    expect(await failureOf(each)).toMatchObject({
      code: "overloaded",
      message: expect.stringMatching(/ssmtrail\.db: another program keeps it locked; try again/),
    });
  // Readers don't wait for it.
  expect(await sortsOf(table.list({ partition: "p" }))).toEqual([]);
  other.exec("ROLLBACK");
  other.close();
  expect(await table.save(row("p", "s", "x", 1), 0)).toBe(true);
  await table.close();
});

describe("the folder", () => {
  test("is its owner's alone, also one that was open to all", async () => {
    const [made, found] = [newFolder(), newFolder()];
    mkdirSync(found, { mode: 0o777 });
    chmodSync(found, 0o777);
    for (const folder of [join(made, "deep", "er"), found]) {
      const table = sqliteTable(folder);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      await table.close();
    }
    // The folders made on the way too.
    expect(statSync(join(made, "deep")).mode & 0o777).toBe(0o700);
  });

  test("keeps what was kept when it is opened again", async () => {
    const folder = newFolder();
    const first = sqliteTable(folder);
    await first.write([row("p", "s")], []);
    await first.close();
    const second = sqliteTable(folder);
    expect(await second.get([row("p", "s")])).toEqual([row("p", "s")]);
    await second.close();
  });
});

/** A database as another program would have made it. */
function databaseWith(...statements: string[]): string {
  const folder = newFolder();
  mkdirSync(folder);
  const db = new DatabaseSync(fileIn(folder));
  for (const sql of statements) db.exec(sql);
  db.close();
  return folder;
}

async function grown(): Promise<string> {
  const folder = newFolder();
  const table = sqliteTable(folder);
  await table.write(
    numbered(80).map((sort) => ({ partition: "p", sort, version: 0, body: noise(9_000) })),
    [],
  );
  await table.close();
  for (const more of ["-wal", "-shm"]) rmSync(`${fileIn(folder)}${more}`, { force: true });
  return folder;
}

describe("a file that is not ours to open", () => {
  const refused: readonly {
    why: string;
    make: () => string | Promise<string>;
    code: StoreErrorCode;
    says: RegExp;
  }[] = [
    {
      why: "made by a newer version",
      make: async () => {
        const folder = newFolder();
        await sqliteTable(folder).close();
        const db = new DatabaseSync(fileIn(folder));
        db.exec("PRAGMA user_version = 99");
        db.close();
        return folder;
      },
      code: "schema-unknown",
      says: /ssmtrail\.db has schema version 99, this program knows up to 2: use a newer ssmtrail, or another --store/,
    },
    {
      why: "another application's, which says so",
      make: () => databaseWith("PRAGMA application_id = 1234", "CREATE TABLE rows (x)"),
      code: "schema-unknown",
      says: /another application's database: use another --store/,
    },
    {
      why: "another application's, which does not say so",
      make: () => databaseWith("CREATE TABLE accounts (x)"),
      code: "schema-unknown",
      says: /another application's database/,
    },
    {
      why: "another application's, which counts versions as we do",
      make: () => databaseWith("CREATE TABLE rows (x)", "PRAGMA user_version = 1"),
      code: "schema-unknown",
      says: /another application's database/,
    },
    {
      why: "no database at all",
      make: () => {
        const folder = newFolder();
        mkdirSync(folder);
        writeFileSync(fileIn(folder), "Dear diary, ".repeat(2_000));
        return folder;
      },
      code: "corrupt",
      says: /ssmtrail\.db is no SQLite database: use another --store/,
    },
  ];
  test.each(refused)("is refused: $why", async ({ make, code, says }) => {
    const folder = await make();
    const before = readFileSync(fileIn(folder));
    const error = await failureOf(() => sqliteTable(folder).close());
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
    // And left as it was found.
    expect(Buffer.compare(readFileSync(fileIn(folder)), before)).toBe(0);
  });

  test("says that it is damaged where its pages are", async () => {
    const cut = await grown();
    truncateSync(fileIn(cut), 100_000);
    const scribbled = await grown();
    const file = openSync(fileIn(scribbled), "r+");
    for (let page = 1; page < 90; page++) writeSync(file, noise(4_096), 0, 4_096, page * 8_192);
    for (const folder of [cut, scribbled]) {
      const error = await failureOf(async () => {
        const table = sqliteTable(folder);
        await collect(table.list({ partition: "p" }));
      });
      expect(error).toMatchObject({
        code: "corrupt",
        message: expect.stringMatching(/ssmtrail\.db is damaged: .*import the evidence again/),
      });
    }
  });

  test("an empty file is a new store", async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(fileIn(folder), "");
    const table = sqliteTable(folder);
    await table.write([row("p", "s")], []);
    expect(await sortsOf(table.list({ partition: "p" }))).toEqual(["s"]);
    await table.close();
  });
});

async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  return undefined;
}
