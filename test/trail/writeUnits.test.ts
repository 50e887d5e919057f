import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ingest } from "../../shared/app/ingest.ts";
import { keepTrail } from "../../shared/app/keepTrail.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { countingTable, newCounts } from "../bench/countingTable.ts";
import { newAccount, openEngine, portsOn, type LawEngine } from "../laws/lawEngine.ts";

let engine: LawEngine = { kind: "unavailable", reason: "not opened" };
beforeAll(async () => {
  engine = await openEngine("dynalite");
});
afterAll(async () => {
  if (engine.kind === "open") await engine.close();
});

const SETTINGS = {
  partition: "aws",
  region: "us-east-1",
  sessionLogGroups: ["/ssm/session-logs"],
  declaredLogGroups: ["/ssm/session-logs"],
};
const START = Date.parse("2026-03-01T10:00:01.200Z");
const SESSION = "maya.lindqvist@example.com-7eqsc4tj4xbw2begql7aql6qum";
const ROLE = "AWSReservedSSO_MLEngineer_8f1c2a7d5e3b9046";
const TARGET = "sagemaker-endpoint:churn-scorer_AllTraffic_i-0b21f4d9a7c3e8d10";

/** A session's agent lines and its streamed text, commands and all, as one account's. */
async function bringSession(
  ports: Ports,
  account: string,
  commands: number,
  owner: string | null,
): Promise<void> {
  let id = 0;
  const take = (logGroup: string, logStream: string, texts: readonly string[]): Promise<unknown> =>
    ingest(
      ports,
      SETTINGS,
      {
        owner: account,
        logGroup,
        logStream,
        subscriptionFilters: [],
        events: texts.map((message, n) => ({
          id: String(38_000_000_000_000 + id++),
          timestamp: START + n * 1_000,
          message,
        })),
        rejected: [],
      },
      { attemptId: `${account}-${logGroup}`, read: "live", firstOrdinal: 0 },
    );
  const agent = (text: string): string =>
    `[sagemaker ssm logs][container_0] 2026-03-01 10:00:01.2000 INFO [ssm-session-worker] [${SESSION}] ${text}`;
  const owned = {
    DocumentInformation: { DocumentID: SESSION, InstanceID: TARGET, SessionOwner: owner },
  };
  await take("/aws/sagemaker/Endpoints/churn-scorer", "AllTraffic/i-0b21f4d9a7c3e8d10/ssm", [
    `[sagemaker ssm logs][container_0] Target ID: ${TARGET}`,
    agent(`document: ${SESSION} worker started`),
    ...(owner === null ? [] : [agent(`[DataBackend] ${JSON.stringify(owned)}`)]),
  ]);
  const record = (n: number): string =>
    JSON.stringify({
      eventVersion: "1.0",
      target: { id: "" },
      userIdentity: { arn: owner ?? "" },
      sessionId: SESSION,
      sessionData: [`sh-5.1# cat /opt/ml/model/shard-${n}`, "weights", "sh-5.1# "],
    });
  await take(
    "/ssm/session-logs",
    SESSION,
    Array.from({ length: commands }, (_, n) => record(n)),
  );
}

const startRecord = (account: string): object => ({
  eventVersion: "1.11",
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROADBQP57FF2AEXAMPLE:maya.lindqvist@example.com",
    arn: `arn:aws:sts::${account}:assumed-role/${ROLE}/maya.lindqvist@example.com`,
    accountId: account,
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    sessionContext: {
      sessionIssuer: { type: "Role", principalId: "AROADBQP57FF2AEXAMPLE", userName: ROLE },
      attributes: { creationDate: "2026-03-01T08:53:03Z", mfaAuthenticated: "false" },
    },
  },
  eventTime: "2026-03-01T10:00:00Z",
  eventSource: "ssm.amazonaws.com",
  awsRegion: "us-east-1",
  sourceIPAddress: "203.0.113.24",
  userAgent: "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 lang/python#3.13.7",
  eventName: "StartSession",
  requestParameters: { target: TARGET, reason: "INC-2198" },
  responseElements: { sessionId: SESSION, tokenValue: "Value hidden due to security reasons." },
  eventID: "a321de14-53d9-44b0-a79f-255192497159",
  recipientAccountId: account,
});

/** A record five minutes or a month late: the table does not know the difference. */
async function lateUnits(commands: number, owner: (account: string) => string | null) {
  if (engine.kind === "unavailable") throw new Error(engine.reason);
  const account = newAccount();
  const base = portsOn(engine.table);
  await bringSession(base, account, commands, owner(account));
  const counts = newCounts();
  const ports = { ...base, store: tableStore(countingTable(engine.table, counts), 6) };
  await keepTrail(ports, SETTINGS, [startRecord(account)]);
  const units = [...counts.writeUnits.values()].reduce((sum, n) => sum + n, 0);
  return { units, byKind: Object.fromEntries(counts.writeUnits) };
}

const MAYA = (account: string): string =>
  `arn:aws:sts::${account}:assumed-role/${ROLE}/maya.lindqvist@example.com`;

test.each([
  ["text claimed the same person", MAYA],
  ["text claimed nobody", () => null],
])("a late record costs at most 5 write units, however many commands: %s", async (_, owner) => {
  const few = await lateUnits(2, owner);
  const many = await lateUnits(1_000, owner);
  expect(many).toEqual(few);
  expect(many.units).toBeLessThanOrEqual(5);
});

test("where it contradicts text, the finding and the other's place in the lists come on top", async () => {
  const forged = await lateUnits(50, (account) => `arn:aws:iam::${account}:user/eve`);
  expect(forged.units).toBeLessThanOrEqual(8);
});
