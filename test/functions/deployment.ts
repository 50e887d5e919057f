import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { startDynalite } from "../engines/dynalite.ts";

/** Lambda's environment around a table of its own, in this process. */
export interface Deployment {
  /** Every item of the table, as text: equal texts, equal tables. */
  items(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export async function deploy(): Promise<Deployment> {
  const engine = await startDynalite();
  if (engine.kind === "unavailable") throw new Error(engine.reason);
  Object.assign(process.env, {
    TABLE_NAME: "ssmtrail",
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    SESSION_LOG_GROUPS: "/ssm/session-logs",
    SAGEMAKER_ONLY_LOG_GROUPS: "/ssm/session-logs",
  });
  const client = new DynamoDBClient({});
  await createTable(client, "ssmtrail");
  return {
    items: async () => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: "ssmtrail" }));
      return Items.map((item) => JSON.stringify(item)).sort((a, b) => (a < b ? -1 : 1));
    },
    stop: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}
