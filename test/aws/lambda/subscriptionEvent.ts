import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

/** What CloudWatch Logs hands to a function: base64 of gzip of JSON. */
export const toSubscriptionEvent = (message: unknown): object => ({
  awslogs: { data: gzipSync(JSON.stringify(message)).toString("base64") },
});

/** The decoded data messages of one of `examples/`. */
export function readExample(name: string): readonly unknown[] {
  const text = gunzipSync(readFileSync(join("examples", `${name}.jsonl.gz`))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}

/** The probe that a new subscription filter sends. */
export const CONTROL_MESSAGE = {
  messageType: "CONTROL_MESSAGE",
  owner: "CloudwatchLogs",
  logGroup: "",
  logStream: "",
  subscriptionFilters: [],
  logEvents: [
    {
      id: "",
      timestamp: 1793491200000,
      message: "CWL CONTROL MESSAGE: Checking health of destination Lambda function.",
    },
  ],
};
