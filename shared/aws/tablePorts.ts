import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Archive } from "../app/Archive.ts";
import type { Ports } from "../app/Ports.ts";
import { nodePorts } from "../node/nodePorts.ts";
import type { Retention } from "../session/retention.ts";
import { clientOptions } from "../sources/clientOptions.ts";
import type { Connection } from "../sources/Connection.ts";
import { dynamoTable } from "../store/dynamodb/dynamoTable.ts";
import { tableStore } from "../store/tableStore.ts";

/** As the functions have it, since they read what is written here. */
const DEFLATE_LEVEL = 6;

/** A deployed store, as the caller's own credentials reach it. */
export function tablePorts(
  connection: Connection,
  tableName: string,
  retention: Retention,
  archive: Archive | undefined,
): Ports {
  const client = new DynamoDBClient(clientOptions(connection));
  const clock = { pause: (ms: number) => sleep(ms), random: Math.random, now: Date.now };
  const store = tableStore(dynamoTable({ client, tableName, clock }), DEFLATE_LEVEL, retention);
  return { ...nodePorts(store, archive), retention };
}
