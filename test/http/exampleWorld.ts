import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask } from "../../shared/app/ask.ts";
import { ingest } from "../../shared/app/ingest.ts";
import type { QueryWorld } from "../../shared/http/answerRequest.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import { nodePorts } from "../../shared/node/nodePorts.ts";
import { contract } from "../../shared/openapi/contract.ts";
import { sqliteTable } from "../../shared/store/sqlite/sqliteTable.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { readExample } from "../aws/lambda/subscriptionEvent.ts";
import { ODD_EVIDENCE } from "./oddEvidence.ts";

const SETTINGS = {
  partition: "aws",
  region: "eu-west-1",
  sessionLogGroups: ["/ssm/session-logs"],
  declaredLogGroups: ["/ssm/session-logs"],
};

const EXAMPLES = [
  "endpoint-churn-scorer",
  "endpoint-fraud-detector",
  "endpoint-image-tagger",
  "endpoint-llm-summariser",
  "session-logs",
];

/** The recorded evidence and some odd one in a SQLite store of its own, and the questions to it. */
export async function exampleWorld(): Promise<QueryWorld & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "ssmtrail-http-"));
  const ports = nodePorts(tableStore(sqliteTable(folder), 1));
  for (const [index, json] of [
    ...EXAMPLES.flatMap((name) => readExample(name)),
    ODD_EVIDENCE,
  ].entries()) {
    const decoded = readDataMessage(json);
    if (decoded.kind !== "data") throw new Error(`message ${index} is ${decoded.kind}`);
    const delivery = { attemptId: String(index), read: "live", firstOrdinal: 0 };
    await ingest(ports, SETTINGS, decoded.message, delivery);
  }
  return {
    ask: (question) => ask(ports, question),
    now: () => Date.parse("2026-11-22T12:00:00Z"),
    openapi: contract,
    close: async () => {
      await ports.store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
