import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { expect, test } from "@jest/globals";
import { wantedEngines, type Engine, type EngineName } from "./Engine.ts";
import { startDynalite } from "./dynalite.ts";
import { startDynamoDbLocal } from "./dynamoDbLocal.ts";
import { startMoto } from "./moto.ts";

const starters: readonly (readonly [EngineName, () => Promise<Engine>])[] = [
  ["dynalite", startDynalite],
  ["dynamodb-local", startDynamoDbLocal],
  ["moto", startMoto],
];

for (const [name, start] of starters) {
  const run = wantedEngines().includes(name) ? test : test.skip;
  run(`${name} keeps an item`, async () => {
    const engine = await start();
    if (engine.kind === "unavailable") throw new Error(`${name}: ${engine.reason}`);
    try {
      expect(await putAndGet(engine.endpoint)).toEqual(new Uint8Array([0, 255]));
    } finally {
      await engine.stop();
    }
  });
}

test("ENGINES names engines, and nothing else", () => {
  expect(wantedEngines("moto,sqlite")).toEqual(["moto", "sqlite"]);
  expect(() => wantedEngines("mysql")).toThrow("mysql is none of");
});

async function putAndGet(endpoint: string): Promise<Uint8Array | undefined> {
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  await client.send(
    new CreateTableCommand({
      TableName: "table",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "p", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "p", KeyType: "HASH" }],
    }),
  );
  const Item = { p: { S: "key" }, b: { B: new Uint8Array([0, 255]) } };
  await client.send(new PutItemCommand({ TableName: "table", Item }));
  const found = await client.send(new GetItemCommand({ TableName: "table", Key: { p: Item.p } }));
  client.destroy();
  return found.Item?.["b"]?.B;
}
