import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { keepForGood } from "../../shared/app/keepForGood.ts";
import type { Store } from "../../shared/app/Store.ts";
import { NO_FACTS } from "../../shared/session/Facts.ts";
import {
  accessSort,
  accessesPartition,
  commandSort,
  fragmentPartition,
  fragmentSort,
} from "../../shared/session/keys.ts";
import { DAY_MS, expiryOf } from "../../shared/session/retention.ts";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { dynamoTable } from "../../shared/store/dynamodb/dynamoTable.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { startDynalite } from "../engines/dynalite.ts";
import type { Engine } from "../engines/Engine.ts";

const AT = Date.parse("2026-03-01T00:00:00Z");
const TIME = String(AT).padStart(16, "0");
const RETENTION = { fragmentDays: 400, commandDays: 2_557 };

describe("when things may go, by their keys", () => {
  test.each([
    ["lane#aws/1/eu#g#s", `0|${TIME}.d011|00ff`, 400, "text"],
    ["session#aws/1/eu#s", `check#${TIME}.d011`, 400, "the reader's state in it"],
    ["session#aws/1/eu#s", `cmd#${TIME}.d011#00000000`, 2_557, "a command"],
    ["none#lane#c#2026-03-01", `cmd#${TIME}.d011#00000000`, 2_557, "a command of nobody's"],
    ["program#aws/1/eu#curl", `${TIME}.d011#00000000#session`, 2_557, "a program"],
    ["by-actor#arn", `2026-03-01#${TIME}#session`, 2_557, "a listing"],
    ["findings#aws/1/eu", `${TIME}#two-owners#x`, 2_557, "a finding"],
    ["trail#aws/1/eu", `${TIME}#0a-1b`, 2_557, "a trail record"],
    ["failed#aws/1/eu", `${TIME}#0a-1b`, 2_557, "a failed attempt"],
    ["accesses#2026", `${TIME}#00ff`, 2_557, "an access"],
  ])("%s %s", (partition, sort, days) => {
    expect(expiryOf({ partition, sort }, RETENTION)).toBe(AT + days * DAY_MS);
  });

  test.each([
    ["session#aws/1/eu#s", "head"],
    ["session#aws/1/eu#s", "progress"],
    ["about#lane", "lane"],
    ["targets#aws/1/eu#e", "v#i#c"],
    ["settings", "cursor-key"],
    ["purged#aws/1/eu", "s"],
    ["holds#aws/1/eu", "s"],
    ["lane#aws/1/eu#g#s", "no position"],
    ["by-scope#aws/1/eu", "no day"],
  ])("never: %s %s", (partition, sort) => {
    expect(expiryOf({ partition, sort }, RETENTION)).toBeUndefined();
  });
});

describe("on DynamoDB", () => {
  let engine: Engine;
  let client: DynamoDBClient;
  let now = AT;
  const ref = { kind: "session", scope: "aws/1/eu", sessionId: "s" } as const;
  const lane = "aws/1/eu#g#s";
  const fragment = {
    partition: fragmentPartition(lane),
    sort: fragmentSort(1_024, `${TIME}.d011`, "00"),
  };
  const command = { partition: "session#aws/1/eu#s", sort: commandSort(`${TIME}.d011`, 0) };
  const access = { partition: accessesPartition(AT), sort: accessSort(AT, "00") };
  let store: Store;
  beforeAll(async () => {
    engine = await startDynalite();
    if (engine.kind === "unavailable") throw new Error(engine.reason);
    const credentials = { accessKeyId: "x", secretAccessKey: "x" };
    client = new DynamoDBClient({ endpoint: engine.endpoint, region: "us-east-1", credentials });
    await createTable(client, "ssmtrail");
    const clock = { pause: () => Promise.resolve(), random: Math.random, now: () => now };
    // Each store starts without what another remembers.
    store = tableStore(dynamoTable({ client, tableName: "ssmtrail", clock }), 1, RETENTION);
    await store.change(
      [command, { ...command, sort: commandSort(`${TIME}.d012`, 0) }].map((key) => ({
        key,
        value: "c",
      })),
      [],
    );
    await store.change([{ key: fragment, value: { events: [], text: "x".repeat(900_000) } }], []);
    expect(await store.save(access, "first", 0)).toBe(true);
  });
  afterAll(async () => {
    client.destroy();
    if (engine.kind === "running") await engine.stop();
  });

  async function held(partition: string): Promise<number> {
    let count = 0;
    for await (const row of store.list({ partition })) count += row.sort === "" ? 0 : 1;
    return count;
  }

  test("what has expired is not answered, and what had its place can be kept anew", async () => {
    expect([await held(command.partition), await held(fragment.partition)]).toEqual([2, 1]);
    now = AT + 401 * DAY_MS;
    expect([await held(command.partition), await held(fragment.partition)]).toEqual([2, 0]);
    expect(await store.save(access, "second", 0)).toBe(false);
    now = AT + 2_558 * DAY_MS;
    expect([await held(command.partition), await held(access.partition)]).toEqual([0, 0]);
    expect(await store.load([command])).toEqual([undefined]);
    expect(await store.save(access, "second", 0)).toBe(true);
  });

  test("what is held for good is not forgotten, until it is given back", async () => {
    now = AT;
    const source = {
      form: "streamed",
      lane,
      container: null,
      declared: true,
      first: "",
      last: "",
    } as const;
    const head = { ref, facts: { ...NO_FACTS, sources: [source] } };
    await keepForGood(store, head, true);
    now = AT + 9_999 * DAY_MS;
    expect([await held(command.partition), await held(fragment.partition)]).toEqual([2, 1]);
    await keepForGood(store, head, false);
    expect([await held(command.partition), await held(fragment.partition)]).toEqual([0, 0]);
  });
});
