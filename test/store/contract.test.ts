import type { Store } from "../../shared/app/Store.ts";
import { keySort, longestKeys } from "./longestKeys.ts";
import type { Table } from "../../shared/store/Table.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { wantedEngines, type EngineName } from "../engines/Engine.ts";
import { openEngine, type LawEngine } from "../laws/lawEngine.ts";
import { deviationOf, deviations } from "./deviations.ts";
import { bodyOf, bytes, collect, newPartition, noise, numbered, row, sortsOf } from "./rows.ts";

const FIVE_MB = 5 * 1024 * 1024;
const titles = new Set<string>();

describe.each(wantedEngines())("a table on %s", (name) => {
  let engine: LawEngine;
  beforeAll(async () => {
    engine = await openEngine(name);
  });
  afterAll(async () => {
    if (engine.kind === "open") await engine.close();
  });

  const holds = (title: string, check: (table: Table, store: Store) => Promise<void>): void =>
    declare(name, title, async () => {
      if (engine.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${engine.reason}`);
      await check(engine.table, tableStore(engine.table, 1));
    });

  describe("get", () => {
    holds("answers in the order of the keys, with misses and duplicates", async (table) => {
      const partition = newPartition();
      await table.write([row(partition, "a"), row(partition, "b")], []);
      const wanted = ["b", "x", "a", "b", "x"].map((sort) => ({ partition, sort }));
      const found = await table.get(wanted);
      expect(found.map((one) => one?.sort)).toEqual(["b", undefined, "a", "b", undefined]);
      expect(found[0]).toEqual(row(partition, "b"));
    });

    holds("of nothing is nothing", async (table) => {
      expect(await table.get([])).toEqual([]);
    });

    holds("takes more keys than one batch does", async (table) => {
      const partition = newPartition();
      const sorts = numbered(230);
      await table.write(
        sorts.map((sort) => row(partition, sort)),
        [],
      );
      const found = await table.get(sorts.toReversed().map((sort) => ({ partition, sort })));
      expect(found.map((one) => one?.sort)).toEqual(sorts.toReversed());
    });

    holds("tells partitions apart that begin alike", async (table) => {
      const partition = newPartition();
      const other = `${partition}#more`;
      await table.write([row(partition, "s", "one"), row(other, "s", "two")], []);
      expect(await bodyOf(table, { partition, sort: "s" })).toEqual(bytes("one"));
      expect(await sortsOf(table.list({ partition }))).toEqual(["s"]);
    });
  });

  describe("list", () => {
    const all = ["a", "b", "c", "d"];
    const ranges = [
      { why: "all of a partition", range: {}, sorts: all },
      { why: "both bounds are inclusive", range: { from: "b", to: "c" }, sorts: ["b", "c"] },
      { why: "bounds need not be held", range: { from: "aa", to: "cz" }, sorts: ["b", "c"] },
      { why: "a lower bound alone", range: { from: "c" }, sorts: ["c", "d"] },
      { why: "an upper bound alone", range: { to: "b" }, sorts: ["a", "b"] },
      { why: "one key", range: { from: "b", to: "b" }, sorts: ["b"] },
      { why: "an empty lower bound is none", range: { from: "", to: "a" }, sorts: ["a"] },
      { why: "nothing lies between", range: { from: "bb", to: "bc" }, sorts: [] },
      { why: "nothing lies at an empty end", range: { from: "", to: "" }, sorts: [] },
      { why: "its end lies before its start", range: { from: "d", to: "a" }, sorts: [] },
    ];
    for (const { why, range, sorts } of ranges)
      holds(`${why}, up and down`, async (table) => {
        const partition = newPartition();
        await table.write(
          all.map((sort) => row(partition, sort)),
          [],
        );
        expect(await sortsOf(table.list({ partition, ...range }))).toEqual(sorts);
        const descending = table.list({ partition, ...range, descending: true });
        expect(await sortsOf(descending)).toEqual(sorts.toReversed());
      });

    holds("a partition that holds nothing is empty", async (table) => {
      expect(await sortsOf(table.list({ partition: newPartition() }))).toEqual([]);
    });

    holds("`expect` never cuts the answer", async (table) => {
      const partition = newPartition();
      const sorts = numbered(41);
      await table.write(
        sorts.map((sort) => row(partition, sort)),
        [],
      );
      for (const expected of [0, 1, 7, 41, 1_000]) {
        const range = { partition, expect: expected };
        expect(await sortsOf(table.list(range))).toEqual(sorts);
        const descending = table.list({ ...range, descending: true });
        expect(await sortsOf(descending)).toEqual(sorts.toReversed());
      }
    });

    holds("goes on past pages of 1 MB", async (table) => {
      const partition = newPartition();
      const sorts = numbered(12);
      const body = noise(300_000);
      await table.write(
        sorts.map((sort) => ({ partition, sort, version: 0, body })),
        [],
      );
      const rows = await collect(table.list({ partition }));
      expect(rows.map(({ sort }) => sort)).toEqual(sorts);
      expect(rows.every((one) => Buffer.compare(one.body, body) === 0)).toBe(true);
      const [newest] = await collect(takeOne(table, partition));
      expect(newest?.sort).toBe("0011");
    });

    holds("goes on past the engine's own page of rows", async (table) => {
      const partition = newPartition();
      const sorts = numbered(450);
      await table.write(
        sorts.map((sort) => row(partition, sort)),
        [],
      );
      expect(await sortsOf(table.list({ partition }))).toEqual(sorts);
      const part = table.list({ partition, from: "0100", to: "0399", descending: true });
      expect(await sortsOf(part)).toEqual(sorts.slice(100, 400).toReversed());
    });

    holds("orders by bytes, not by a language's letters", async (table) => {
      const partition = newPartition();
      // Every character that keys are made of, and case, digits and signs mixed.
      const signs = "!#%'()*+,-./09:;<=>?@AZ[]^_`az{|}~".split("");
      const sorts = [...signs, "a-b", "aB", "ab", "a_b", "Z#1"];
      await table.write(
        sorts.map((sort) => row(partition, sort)),
        [],
      );
      const inBytes = sorts.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
      expect(inBytes).not.toEqual(sorts.toSorted((a, b) => a.localeCompare(b)));
      expect(await sortsOf(table.list({ partition }))).toEqual(inBytes);
      expect(await sortsOf(table.list({ partition, from: "Z", to: "_" }))).toEqual(
        inBytes.filter((sort) => sort >= "Z" && sort <= "_"),
      );
    });
  });

  describe("save", () => {
    holds("creates what is absent, and only that", async (table) => {
      const key = row(newPartition(), "s");
      expect(await table.save({ ...key, version: 1 }, 0)).toBe(true);
      expect(await table.save({ ...key, version: 1, body: bytes("late") }, 0)).toBe(false);
      expect((await table.get([key]))[0]).toEqual({ ...key, version: 1 });
    });

    holds("replaces the version that it names, and no other", async (table) => {
      const key = row(newPartition(), "s");
      await table.save({ ...key, version: 1 }, 0);
      expect(await table.save({ ...key, version: 2, body: bytes("two") }, 1)).toBe(true);
      expect(await table.save({ ...key, version: 2, body: bytes("lost") }, 1)).toBe(false);
      expect(await table.save({ ...key, version: 4, body: bytes("early") }, 3)).toBe(false);
      expect((await table.get([key]))[0]).toEqual({ ...key, version: 2, body: bytes("two") });
    });

    holds("of an absent row under a version keeps nothing", async (table) => {
      const key = row(newPartition(), "s");
      expect(await table.save({ ...key, version: 6 }, 5)).toBe(false);
      expect(await table.get([key])).toEqual([undefined]);
    });

    holds("does not take a row that was only put for absent", async (table) => {
      const key = row(newPartition(), "s");
      await table.write([key], []);
      expect(await table.save({ ...key, version: 1 }, 0)).toBe(false);
    });

    holds("of 20 at once has one winner, each round", async (table) => {
      const key = row(newPartition(), "s");
      for (let version = 0; version < 3; version++) {
        const tries = Array.from({ length: 20 }, (_, n) => ({
          ...key,
          version: version + 1,
          body: bytes(`writer ${n}`),
        }));
        const won = await Promise.all(tries.map((each) => table.save(each, version)));
        expect(won.filter(Boolean)).toHaveLength(1);
        expect((await table.get([key]))[0]).toEqual(tries[won.indexOf(true)]);
      }
    });

    holds("loses nothing of 20 writers that each try until they win", async (table, store) => {
      const key = { partition: newPartition(), sort: "count" };
      const add = async (): Promise<void> => {
        for (;;) {
          const [kept] = await store.load<number>([key]);
          if (await store.save(key, (kept?.value ?? 0) + 1, kept?.version ?? 0)) return;
        }
      };
      await Promise.all(Array.from({ length: 20 }, add));
      const [kept] = await store.load<number>([key]);
      expect(kept).toEqual({ ...key, version: 20, value: 20 });
    });

    holds("keeps a body that is larger than an item", async (table) => {
      const key = row(newPartition(), "s");
      const big = noise(900_000);
      expect(await table.save({ ...key, version: 1, body: big }, 0)).toBe(true);
      expect(await table.save({ ...key, version: 1 }, 0)).toBe(false);
      const [found] = await table.get([key]);
      expect(found?.version).toBe(1);
      expect(same(found?.body, big)).toBe(true);
    });
  });

  describe("write", () => {
    holds("puts and deletes more than one batch takes", async (table) => {
      const partition = newPartition();
      const sorts = numbered(60);
      await table.write(
        sorts.map((sort) => row(partition, sort)),
        [],
      );
      expect(await sortsOf(table.list({ partition }))).toEqual(sorts);
      const gone = sorts.slice(10, 50).map((sort) => ({ partition, sort }));
      await table.write([row(partition, "new")], gone);
      expect(await sortsOf(table.list({ partition }))).toEqual([
        ...sorts.slice(0, 10),
        ...sorts.slice(50),
        "new",
      ]);
    });

    holds("of one key twice keeps the last", async (table) => {
      const key = row(newPartition(), "s");
      await table.write([row(key.partition, "s", "first"), row(key.partition, "s", "last")], []);
      expect(await bodyOf(table, key)).toEqual(bytes("last"));
    });

    holds("deletes a key after putting it", async (table) => {
      const key = row(newPartition(), "s");
      await table.write([key], [key, key]);
      expect(await table.get([key])).toEqual([undefined]);
    });

    holds("of nothing, and a delete of nothing, change nothing", async (table) => {
      const key = row(newPartition(), "s");
      await table.write([], []);
      await table.write([], [key]);
      expect(await table.get([key])).toEqual([undefined]);
    });

    holds("overwrites a row that was saved, and its version with it", async (table) => {
      const key = row(newPartition(), "s");
      await table.save({ ...key, version: 1 }, 0);
      await table.write([row(key.partition, "s", "put")], []);
      expect((await table.get([key]))[0]).toEqual(row(key.partition, "s", "put"));
    });
  });

  describe("bodies", () => {
    holds("of 5 MB are read back by get and list, and give way both ways", async (table) => {
      const partition = newPartition();
      const key = { partition, sort: "big" };
      const big = { ...key, version: 0, body: noise(FIVE_MB) };
      const small = row(partition, "big", "small");
      await table.write([row(partition, "after"), big, row(partition, "zero")], []);
      expect(same(await bodyOf(table, key), big.body)).toBe(true);
      const listed = await collect(table.list({ partition }));
      expect(listed.map(({ sort }) => sort)).toEqual(["after", "big", "zero"]);
      expect(same(listed[1]?.body, big.body)).toBe(true);
      await table.write([small], []);
      expect((await table.get([key]))[0]).toEqual(small);
      await table.write([big], []);
      expect(same(await bodyOf(table, key), big.body)).toBe(true);
      await table.write([], [key]);
      expect(await sortsOf(table.list({ partition }))).toEqual(["after", "zero"]);
    });

    holds("of every length around an item's limit come back whole", async (table) => {
      const partition = newPartition();
      const lengths = [0, 1, 379_999, 380_000, 380_001, 399_000, 760_000, 760_001];
      const rows = lengths.map((length, n) => ({
        partition,
        sort: String(n),
        version: 0,
        body: noise(length),
      }));
      await table.write(rows, []);
      const found = await table.get(rows);
      expect(found.map((one) => one?.body.byteLength)).toEqual(lengths);
      expect(rows.every(({ body }, n) => same(found[n]?.body, body))).toBe(true);
    });

    holds("hold every byte", async (table) => {
      const key = row(newPartition(), "s");
      const body = Uint8Array.from({ length: 512 }, (_, n) => n % 256);
      await table.write([{ ...key, body }], []);
      expect(await bodyOf(table, key)).toEqual(body);
    });
  });

  describe("values", () => {
    const texts = [
      { why: "an empty text", value: "" },
      { why: "null", value: null },
      { why: "an empty list and object", value: [[], {}] },
      { why: "NULs, which cut strings in C", value: "a\0b\0" },
      { why: "lone surrogates, which UTF-8 can't hold", value: "\ud800 \udfff x\udc00\ud83d" },
      { why: "every C0 and C1 control", value: controls() },
      { why: "signs beyond the basic plane, and a BOM", value: "\ufeff😀 \u{10ffff} é é" },
      { why: "text that looks like our own escapes", value: '\\u0000 "\\ud800" %00 \x01{' },
      { why: "a long text that deflates well", value: "\0ab\ud800".repeat(5_000) },
    ];
    for (const { why, value } of texts)
      holds(`keep ${why}`, async (_, store) => {
        const partition = newPartition();
        const put = { partition, sort: "put" };
        const saved = { partition, sort: "saved" };
        await store.change([{ key: put, value: { value } }], []);
        expect(await store.save(saved, { value }, 0)).toBe(true);
        const [one, two] = await store.load([put, saved]);
        expect([one?.value, two?.value]).toEqual([{ value }, { value }]);
        const listed = await collect(store.list({ partition }));
        expect(listed.map((kept) => kept.value)).toEqual([{ value }, { value }]);
      });

    holds("keep a text of 5 MB that hardly deflates", async (_, store) => {
      const key = { partition: newPartition(), sort: "s" };
      const value = Buffer.from(noise(FIVE_MB)).toString("base64").slice(0, FIVE_MB);
      await store.change([{ key, value }], []);
      const [kept] = await store.load<string>([key]);
      expect(kept?.value === value).toBe(true);
    });

    holds("count their saves as versions", async (_, store) => {
      const key = { partition: newPartition(), sort: "s" };
      for (const version of [0, 1, 2]) await store.save(key, `after ${version}`, version);
      expect(await store.load([key])).toEqual([{ ...key, version: 3, value: "after 2" }]);
    });
  });

  describe("keys", () => {
    for (const { why, key } of longestKeys)
      holds(`as long as they get: ${why}`, async (table) => {
        const { partition, sort } = key;
        await table.write([row(partition, sort, why)], []);
        expect((await table.get([key]))[0]).toEqual(row(partition, sort, why));
        const listed = table.list({ partition, from: keySort(sort, "!"), to: keySort(sort, "~") });
        expect(await sortsOf(listed)).toEqual([sort]);
        expect(await table.save(row(partition, sort, "again", 1), 0)).toBe(false);
        await table.write([], [key]);
        expect(await table.get([key])).toEqual([undefined]);
      });
  });

  describe("exclusive work", () => {
    holds("exclusively: gives what the work gave, and keeps what it wrote", async (table) => {
      const key = row(newPartition(), "s");
      const given = await table.exclusively(async () => {
        await table.write([key], []);
        return (await table.get([key]))[0]?.sort;
      });
      expect(given).toBe("s");
      expect(await table.get([key])).toEqual([key]);
    });

    holds("exclusively: an error of the work comes out as it is", async (table) => {
      const error = new Error("of the work");
      await expect(table.exclusively(() => Promise.reject(error))).rejects.toBe(error);
      expect(await table.exclusively(() => Promise.resolve("goes on"))).toBe("goes on");
    });

    holds("exclusively: 20 units at once all end", async (table) => {
      const partition = newPartition();
      const units = numbered(20).map((sort) =>
        table.exclusively(async () => {
          await table.write([row(partition, sort)], []);
          await table.get([{ partition, sort }]);
        }),
      );
      await Promise.all(units);
      expect(await sortsOf(table.list({ partition }))).toEqual(numbered(20));
    });

    holds("exclusively: work inside work is part of it", async (table) => {
      const key = row(newPartition(), "s");
      await table.exclusively(() => table.exclusively(() => table.write([key], [])));
      expect(await table.get([key])).toEqual([key]);
    });

    holds("exclusively: work that fails leaves nothing behind", async (table) => {
      const partition = newPartition();
      await table.write([row(partition, "old")], []);
      const failing = table.exclusively(async () => {
        await table.write([row(partition, "old", "changed"), row(partition, "new")], []);
        await table.save(row(partition, "saved", "x", 1), 0);
        throw new Error("half-way");
      });
      await expect(failing).rejects.toThrow("half-way");
      expect(await collect(table.list({ partition }))).toEqual([row(partition, "old")]);
    });

    holds("exclusively: a write beside work that fails stays", async (table) => {
      const partition = newPartition();
      const begun = new Promise<void>((begin) => {
        const failing = table.exclusively(async () => {
          begin();
          await table.write([row(partition, "inside")], []);
          await new Promise((resolve) => setTimeout(resolve, 20));
          throw new Error("half-way");
        });
        failing.catch(() => undefined);
      });
      await begun;
      await Promise.all([
        table.write([row(partition, "beside")], []),
        table.save(row(partition, "saved", "x", 1), 0),
      ]);
      expect(await sortsOf(table.list({ partition }))).toEqual(["beside", "saved"]);
    });
  });

  holds("whoever was told that a write is done reads it", async (table) => {
    const partition = newPartition();
    for (const sort of numbered(30)) {
      await table.write([row(partition, sort)], []);
      expect(await bodyOf(table, { partition, sort })).toEqual(bytes(sort));
      const [last] = await collect(takeOne(table, partition));
      expect(last?.sort).toBe(sort);
    }
  });
});

function declare(name: EngineName, title: string, run: () => Promise<void>): void {
  titles.add(title);
  const reason = deviationOf(name, title);
  if (reason === undefined) test(title, run);
  else test.skip(`${title} (${name}: ${reason})`, run);
}

test("every deviation names a case", () => {
  expect(deviations.filter(({ title }) => !titles.has(title))).toEqual([]);
});

async function* takeOne(table: Table, partition: string): AsyncIterable<{ sort: string }> {
  for await (const one of table.list({ partition, descending: true, expect: 1 })) {
    yield one;
    return;
  }
}

const same = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a !== undefined && Buffer.compare(a, b) === 0;

function controls(): string {
  const codes = Array.from({ length: 0xa0 }, (_, n) => n).filter((n) => n < 0x20 || n >= 0x7f);
  return String.fromCharCode(...codes);
}
