import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { dynamoTable, type Consumed } from "../../shared/store/dynamodb/dynamoTable.ts";
import type { Table } from "../../shared/store/Table.ts";
import { startDynalite } from "../engines/dynalite.ts";

/** What dynalite itself says that the calls cost, and how many items its queries looked at. */
export interface Charged extends Consumed {
  items: number;
}

/** Gives the work a new table on dynalite, in memory, and stops it afterwards. */
export async function withDynalite<T>(
  work: (table: Table, charged: Charged) => Promise<T>,
): Promise<T> {
  const engine = await startDynalite();
  if (engine.kind === "unavailable") throw new Error(engine.reason);
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  const charged: Charged = { readUnits: 0, writeUnits: 0, items: 0 };
  countItems(client, charged);
  await createTable(client, "ssmtrail");
  const clock = { pause: (ms: number) => sleep(ms), random: Math.random };
  const table = dynamoTable({ client, tableName: "ssmtrail", clock, consumed: charged });
  try {
    return await work(table, charged);
  } finally {
    await table.close();
    await engine.stop();
  }
}

function countItems(client: DynamoDBClient, charged: Charged): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      charged.items += itemsIn(answer.output);
      return answer;
    },
    { step: "initialize", name: "countItems" },
  );
}

function itemsIn(output: object): number {
  const scanned: unknown = Reflect.get(output, "ScannedCount");
  if (typeof scanned === "number") return scanned;
  const responses: unknown = Reflect.get(output, "Responses");
  if (typeof responses !== "object" || responses === null) return 0;
  return Object.values(responses).reduce<number>(
    (n, items) => n + (Array.isArray(items) ? items.length : 0),
    0,
  );
}
