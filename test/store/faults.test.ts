import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createHash } from "node:crypto";
import { StoreError } from "../../shared/app/StoreError.ts";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { dynamoTable } from "../../shared/store/dynamodb/dynamoTable.ts";
import type { Table } from "../../shared/store/Table.ts";
import { startDynalite } from "../engines/dynalite.ts";
import type { Engine } from "../engines/Engine.ts";
import { startFaultProxy, type Fault, type FaultProxy } from "./faultProxy.ts";
import { bytes, collect, newPartition, noise, numbered, row, sortsOf } from "./rows.ts";

let engine: Engine & { kind: "running" };
let proxy: FaultProxy;
let table: Table;
let pauses: number[];

beforeAll(async () => {
  const started = await startDynalite();
  if (started.kind === "unavailable") throw new Error(started.reason);
  engine = started;
  proxy = await startFaultProxy(engine.endpoint);
  const client = new DynamoDBClient({
    endpoint: proxy.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
    // What the SDK would repeat by itself, with a clock that can't be handed in.
    maxAttempts: 1,
  });
  await createTable(client, "ssmtrail");
  const pause = (ms: number): Promise<void> => {
    pauses.push(ms);
    return Promise.resolve();
  };
  table = dynamoTable({ client, tableName: "ssmtrail", clock: { pause, random: () => 0.5 } });
});
afterAll(async () => {
  await table.close();
  await proxy.stop();
  await engine.stop();
});
beforeEach(() => {
  pauses = [];
  proxy.plan(() => "none");
});

/** Everything that a table does, on 60 rows of which one is large; gives what it then holds. */
async function everything(): Promise<unknown> {
  const partition = newPartition();
  const sorts = numbered(60);
  const big = { partition, sort: "big", version: 0, body: noise(800_000) };
  await table.write([...sorts.map((sort) => row(partition, sort)), big], []);
  const made = await table.save(row(partition, "saved", "one", 1), 0);
  const again = await table.save(row(partition, "saved", "again", 1), 0);
  const changed = await table.save(row(partition, "saved", "two", 2), 1);
  const stale = await table.save(row(partition, "saved", "three", 3), 1);
  await table.write(
    [],
    sorts.slice(30).map((sort) => ({ partition, sort })),
  );
  const found = await table.get(sorts.map((sort) => ({ partition, sort })));
  const listed = await collect(table.list({ partition, expect: 9 }));
  return {
    saves: [made, again, changed, stale],
    found: found.map((one) => one?.sort ?? null),
    listed: listed.map(({ sort, version, body }) => `${sort} ${version} ${digestOf(body)}`),
  };
}

// Jest would take minutes to show how two large bodies differ.
const digestOf = (body: Uint8Array): string => createHash("sha256").update(body).digest("hex");

const FAULTS: readonly Fault[] = [
  "throttle",
  "error",
  "gateway",
  "drop",
  "drop-answer",
  "unprocessed",
];
const BATCHES = ["BatchGetItem", "BatchWriteItem"];

describe("ends right where some requests meet", () => {
  let right: unknown;
  beforeAll(async () => {
    pauses = [];
    right = await everything();
    expect(right).toMatchObject({ saves: [true, false, true, false] });
  });

  test.each(FAULTS)("%s: every second one of each operation", async (fault) => {
    const applies = (operation: string): boolean =>
      fault !== "unprocessed" || BATCHES.includes(operation);
    proxy.plan((operation, n) => (n % 2 === 0 && applies(operation) ? fault : "none"));
    expect(await everything()).toEqual(right);
    expect(pauses.length).toBeGreaterThan(4);
  });

  test("all of them, in a row of their own for every operation", async () => {
    proxy.plan((operation, n) => {
      const fault = FAULTS[n % 9] ?? "none";
      return fault === "unprocessed" && !BATCHES.includes(operation) ? "none" : fault;
    });
    expect(await everything()).toEqual(right);
  });
});

test("a save whose answer was lost is told as done, by its own writer only", async () => {
  const partition = newPartition();
  proxy.plan((operation, n) => (operation === "PutItem" && n === 0 ? "drop-answer" : "none"));
  expect(await table.save(row(partition, "s", "mine", 1), 0)).toBe(true);
  expect(proxy.seen).toEqual(["PutItem", "PutItem", "BatchGetItem"]);
  proxy.plan((operation, n) => (operation === "PutItem" && n === 0 ? "drop" : "none"));
  expect(await table.save(row(partition, "s", "another's", 1), 0)).toBe(false);
  proxy.plan(() => "none");
  expect(await table.save(row(partition, "s", "another's", 1), 0)).toBe(false);
  expect(proxy.seen).toEqual(["PutItem"]);
});

test("unprocessed items are asked for alone, each pause at most twice the one before", async () => {
  const partition = newPartition();
  const sorts = numbered(9);
  proxy.plan(() => "unprocessed");
  await table.write(
    sorts.map((sort) => row(partition, sort)),
    [],
  );
  expect(proxy.seen).toHaveLength(9);
  expect(pauses).toEqual([25, 50, 100, 200, 400, 800, 1_600, 2_500]);
  proxy.plan(() => "none");
  expect(await sortsOf(table.list({ partition }))).toEqual(sorts);
});

describe("says `overloaded` where it never ends", () => {
  const calls: readonly { why: string; operation: string; call: () => Promise<unknown> }[] = [
    {
      why: "get",
      operation: "BatchGetItem",
      call: () => table.get([{ partition: "p", sort: "s" }]),
    },
    { why: "list", operation: "Query", call: () => collect(table.list({ partition: "p" })) },
    { why: "save", operation: "PutItem", call: () => table.save(row("p", "s", "x", 1), 0) },
    { why: "write", operation: "BatchWriteItem", call: () => table.write([row("p", "s")], []) },
    {
      why: "delete",
      operation: "BatchWriteItem",
      call: () => table.write([], [{ partition: "p", sort: "s" }]),
    },
  ];
  describe.each(calls)("$why", ({ operation, call }) => {
    test.each(["throttle", "error", "gateway", "drop"] as const)("%s", async (fault) => {
      proxy.plan((each) => (each === operation ? fault : "none"));
      const error = await call().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({
        code: "overloaded",
        message: expect.stringMatching(/^DynamoDB refused 12 times/),
        cause: expect.anything(),
      });
      expect(proxy.seen).toHaveLength(12);
    });
  });

  test("items that stay unprocessed", async () => {
    const partition = newPartition();
    const rows = numbered(25).map((sort) => row(partition, sort));
    proxy.plan(() => "unprocessed");
    await expect(table.write(rows, [])).rejects.toMatchObject({ code: "overloaded" });
  });
});

test("a request that is wrong is not repeated", async () => {
  const tooLong = { partition: "p", sort: "s".repeat(2_000), version: 1, body: bytes("x") };
  await expect(table.save(tooLong, 0)).rejects.toMatchObject({ name: "ValidationException" });
  expect(proxy.seen).toEqual(["PutItem"]);
});
