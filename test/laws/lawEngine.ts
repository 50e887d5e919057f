import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Archive } from "../../shared/app/Archive.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { dynamoTable } from "../../shared/store/dynamodb/dynamoTable.ts";
import { sqliteTable } from "../../shared/store/sqlite/sqliteTable.ts";
import type { Table } from "../../shared/store/Table.ts";
import { nodePorts } from "../../shared/node/nodePorts.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { dynaliteClient } from "../engines/dynaliteClient.ts";
import { startDynamoDbLocal } from "../engines/dynamoDbLocal.ts";
import type { Engine, EngineName } from "../engines/Engine.ts";
import { startMoto } from "../engines/moto.ts";

/** An engine with one table on it, or why there is none. */
export type LawEngine =
  | { readonly kind: "open"; readonly table: Table; close(): Promise<void> }
  | { readonly kind: "unavailable"; readonly reason: string };

export async function openEngine(name: EngineName): Promise<LawEngine> {
  switch (name) {
    case "sqlite":
      return openSqlite();
    case "dynalite":
      return openTable(dynaliteClient());
    case "dynamodb-local":
      return openDynamo(await startDynamoDbLocal());
    case "moto":
      return openDynamo(await startMoto());
    default:
      return name satisfies never;
  }
}

function openSqlite(): LawEngine {
  const folder = mkdtempSync(join(tmpdir(), "ssmtrail-laws-"));
  const table = sqliteTable(folder);
  return {
    kind: "open",
    table,
    async close() {
      await table.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openDynamo(engine: Engine): Promise<LawEngine> {
  if (engine.kind === "unavailable") return engine;
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  return openTable(client, () => engine.stop());
}

async function openTable(
  client: DynamoDBClient,
  stop: () => Promise<void> = () => Promise.resolve(),
): Promise<LawEngine> {
  await createTable(client, "ssmtrail");
  const table = dynamoTable({
    client,
    tableName: "ssmtrail",
    clock: { pause, random: Math.random },
  });
  return {
    kind: "open",
    table,
    async close() {
      await table.close();
      await stop();
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits are a thousandth of what they would be: what they wait for is in this process. */
export const portsOn = (table: Table, later = 0, archive?: Archive): Ports => ({
  ...nodePorts(tableStore(table, 1)),
  ...(archive === undefined ? {} : { archive }),
  now: () => Date.now() + later,
  // Tokens and marks are made with a store's own keys: here all stores have the same.
  secret: () => "5a".repeat(32),
  pause: (ms) => pause(ms / 1_000),
});

/**
 * How many cases a law is tried on; `FC_RUNS` in the environment says more or fewer, of which a law
 * whose cases are whole stores takes its `share`.
 */
export function runs(usual: number, share = 1): number {
  const { FC_RUNS: told } = process.env;
  return told === undefined ? usual : Math.ceil(Number(told) * share);
}

/** `FC_SEED` and `FC_PATH`, as a failure prints them, run that one case again. */
export const replayed = (): { seed?: number; path?: string } => {
  const { FC_SEED: seed, FC_PATH: path } = process.env;
  return {
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  };
};

let accounts = 0;
/** An account nobody used before on this table: a fresh index at no cost. */
export const newAccount = (): string => String(100_000_000_000 + ++accounts);
