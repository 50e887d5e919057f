import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ports } from "../app/Ports.ts";
import { lambdaArchive } from "./lambdaArchive.ts";
import { nodePorts } from "../node/nodePorts.ts";
import { dynamoTable } from "../store/dynamodb/dynamoTable.ts";
import { tableStore } from "../store/tableStore.ts";
import type { Environment } from "./environment.ts";

/** Of zlib's levels: DynamoDB is paid by the byte. */
const DEFLATE_LEVEL = 6;

/** The world as a function sees it: one table and the real clock. */
export function lambdaPorts(environment: Environment): Ports {
  const { tableName, region, retention } = environment;
  const client = new DynamoDBClient({ region });
  const clock = { pause: (ms: number) => sleep(ms), random: Math.random, now: Date.now };
  const store = tableStore(dynamoTable({ client, tableName, clock }), DEFLATE_LEVEL, retention);
  return { ...nodePorts(store, lambdaArchive(environment)), retention };
}
