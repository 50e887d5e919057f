import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { findHead } from "../../shared/app/findHead.ts";
import { hold, release } from "../../shared/app/hold.ts";
import { ingest } from "../../shared/app/ingest.ts";
import { keepForGood } from "../../shared/app/keepForGood.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { gunzip } from "../../shared/aws/gunzip.ts";
import { decodeSubscription } from "../../shared/logs/decodeSubscription.ts";
import { nodePorts } from "../../shared/node/nodePorts.ts";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { dynamoTable } from "../../shared/store/dynamodb/dynamoTable.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { toSubscriptionEvent } from "../aws/lambda/subscriptionEvent.ts";
import { AT, dataMessage, eventId } from "../cli/dataMessage.ts";
import { startDynalite } from "../engines/dynalite.ts";
import type { Engine } from "../engines/Engine.ts";

const SESSION = "maya-0a1b2c3d4e5f60718";
const OTHER = "omar-0a1b2c3d4e5f60719";
const SCOPE = "aws/111122223333/us-east-1";
const RETENTION = { fragmentDays: 400, commandDays: 2_557 };

let engine: Engine;
let client: DynamoDBClient;
beforeAll(async () => {
  engine = await startDynalite();
  if (engine.kind === "unavailable") throw new Error(engine.reason);
  const credentials = { accessKeyId: "x", secretAccessKey: "x" };
  client = new DynamoDBClient({ endpoint: engine.endpoint, region: "us-east-1", credentials });
});
afterAll(async () => {
  client.destroy();
  if (engine.kind === "running") await engine.stop();
});

/** What may come, in some order; the hold as `ssmtrail hold` does it. */
const STEPS: Readonly<Record<string, (ports: Ports) => Promise<unknown>>> = {
  first: (ports) => deliver(ports, SESSION, 1),
  late: (ports) => deliver(ports, SESSION, 2),
  later: (ports) => deliver(ports, SESSION, 3),
  other: (ports) => deliver(ports, OTHER, 4),
  hold: async (ports) => {
    await hold(ports, REQUEST);
    await keepForGood(ports.store, await headOf(ports), true);
  },
};
const REQUEST = { scope: SCOPE, sessionId: SESSION, by: null, reason: "case 4711" };

test.each([
  ["first hold late later other"],
  ["first late hold other later"],
  ["other later late first hold"],
  ["late hold first hold other later late"],
])("%s: nothing of a session on hold has a day, all else has", async (order) => {
  const { ports, dated } = await fresh();
  for (const name of order.split(" ")) await STEPS[name]?.(ports);
  expect(await dated(SESSION)).toEqual({ dated: 0, kept: expect.any(Number) });
  const { kept } = await dated(SESSION);
  // Three fragments and three commands at least.
  expect(kept).toBeGreaterThanOrEqual(6);
  expect((await dated(OTHER)).dated).toBeGreaterThanOrEqual(2);
});

test("once released, what comes has a day again", async () => {
  const { ports, dated } = await fresh();
  await STEPS["first"]?.(ports);
  await STEPS["hold"]?.(ports);
  await release(ports, REQUEST);
  await keepForGood(ports.store, await headOf(ports), false);
  await STEPS["late"]?.(ports);
  const { dated: count } = await dated(SESSION);
  expect(count).toBeGreaterThanOrEqual(4);
});

async function headOf({ store }: Ports) {
  const found = await findHead(store, {}, SESSION);
  if (typeof found === "string") throw new Error(found);
  return found.head;
}

async function deliver(ports: Ports, logStream: string, n: number): Promise<void> {
  const message = `sh-5.1# ls /opt/${n}\r\nmodel\r\nsh-5.1# \r\n`;
  const events = [{ id: eventId(n), timestamp: AT + n * 60_000, message }];
  const json = dataMessage(events, { logGroup: "/ssm/session-logs", logStream });
  const decoded = decodeSubscription(toSubscriptionEvent(json), gunzip);
  if (decoded.kind !== "data") throw new Error(decoded.kind);
  const settings = {
    partition: "aws",
    region: "us-east-1",
    sessionLogGroups: ["/ssm/session-logs"],
    declaredLogGroups: ["/ssm/session-logs"],
  };
  const delivery = { attemptId: `d-${n}`, read: "live", firstOrdinal: 0 };
  await ingest(ports, settings, decoded.message, delivery);
}

let tables = 0;

async function fresh() {
  const tableName = `ssmtrail-${tables++}`;
  await createTable(client, tableName);
  const clock = { pause: () => Promise.resolve(), random: Math.random, now: () => AT };
  const store = tableStore(dynamoTable({ client, tableName, clock }), 1, RETENTION);
  return {
    ports: { ...nodePorts(store), now: () => AT, retention: RETENTION },
    /** Of the session's text and what was read from it: rows with a day to go on, and all. */
    dated: async (session: string) => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
      const own = Items.filter(
        ({ p }) => /^(lane|session)#/.test(p?.S ?? "") && p?.S?.endsWith(session),
      );
      return { dated: own.filter(({ ttl }) => ttl !== undefined).length, kept: own.length };
    },
  };
}
