import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

let client: DynamoDBClient | undefined;

/** The floor: what a function costs that has DynamoDB's client and nothing of its own. */
export function handler(): Promise<string> {
  client ??= new DynamoDBClient({ region: process.env["AWS_REGION"] ?? "us-east-1" });
  return Promise.resolve(typeof client.send);
}
