import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { startDynalite } from "../engines/dynalite.ts";
import { startMoto } from "../engines/moto.ts";
import { evaluate, unusedOf } from "./evaluatePolicy.ts";
import { expandTemplate, statementsOf } from "./expandTemplate.ts";
import { recordAccount, recordCalls, type Recorder } from "./lambda/recordCalls.ts";
import { RUNTIMES } from "./lambda/runtimes.ts";
import { startFunction, type RunningFunction } from "./lambda/startFunction.ts";
import { ACCOUNT, MotoAccount, REGION } from "./standIn/motoAccount.ts";
import { startStandIn, type StandIn } from "./standIn/startStandIn.ts";

const expanded = expandTemplate();
const moto = await startMoto();
const [runtime] = RUNTIMES;
const built = ["reconcile", "subscribe"].every((name) =>
  existsSync(`dist/functions/${name}/index.mjs`),
);
const unavailable =
  moto.kind === "unavailable"
    ? moto.reason
    : "unavailable" in expanded
      ? expanded.unavailable
      : built
        ? runtime?.unavailable
        : "not built: npm run build";
const run = unavailable === undefined ? test : test.skip;
const why = unavailable === undefined ? "" : ` (${unavailable})`;

const MINUTE = 60_000;
/** Of both, in the template; the last minute of it is left unused. */
const TIMEOUT_MS = 15 * MINUTE;
const START = Date.now() - 60 * MINUTE;
const SESSIONS = "/ssm/session-logs";
const GROUP = "/aws/sagemaker/Endpoints/prod";
const STREAM = "blue/i-003a121c1b21a90a9/ssm";
const TARGET = "sagemaker-endpoint:prod_blue_i-003a121c1b21a90a9_container_0";
const BUCKETS = { "failed-events": "FailedEvents", "evidence-archive": "Evidence" };

// The built bundles as Lambda runs them, in an account that moto and the stand-in answer for.
describe("reconcile and subscribe", () => {
  const cleanups: (() => Promise<void>)[] = [];
  let standIn: StandIn;
  let account: MotoAccount;
  let calls: Record<"reconcile" | "subscribe", readonly [Recorder, Recorder]>;
  let reconcile: RunningFunction;
  let subscribe: RunningFunction;

  beforeAll(async () => {
    if (unavailable !== undefined || runtime === undefined || moto.kind !== "running") return;
    standIn = await startStandIn(moto.endpoint);
    account = new MotoAccount(standIn.url);
    await fill(account, standIn);
    const table = await startDynalite();
    if (table.kind === "unavailable") throw new Error(table.reason);
    await makeTable(table.endpoint);
    const record = async (): Promise<readonly [Recorder, Recorder]> => [
      await recordCalls(table.endpoint),
      await recordAccount(standIn.url, { region: REGION, account: ACCOUNT, buckets: BUCKETS }),
    ];
    calls = { reconcile: await record(), subscribe: await record() };
    const ingestArn = await account.lambda("ingest");
    reconcile = await startFunction(
      runtime,
      "dist/functions/reconcile",
      {
        ...settings(calls.reconcile, ingestArn),
        ARCHIVE_BUCKET: "evidence-archive",
      },
      TIMEOUT_MS,
    );
    subscribe = await startFunction(
      runtime,
      "dist/functions/subscribe",
      settings(calls.subscribe, ingestArn),
      TIMEOUT_MS,
    );
    cleanups.push(reconcile.stop, subscribe.stop);
    for (const { stop } of [...calls.reconcile, ...calls.subscribe]) cleanups.push(stop);
    cleanups.push(standIn.stop, () => table.stop());
  }, 120_000);
  afterAll(async () => {
    for (const stop of cleanups) await stop();
    if (moto.kind !== "running") return;
    account?.close();
    await moto.stop();
  });

  run(
    `subscribe attaches what holds evidence, and asks SageMaker of what holds none yet${why}`,
    async () => {
      const { functionError, payload } = await subscribe.invoke({});
      expect(functionError).toBeUndefined();
      expect(JSON.parse(payload)).toMatchObject({ finished: true, problems: [] });
      expect((JSON.parse(payload) as { put: string[] }).put.sort()).toEqual([GROUP, SESSIONS]);
    },
    60_000,
  );

  run(
    `reconcile takes in what nothing brought, and puts refused deliveries through${why}`,
    async () => {
      const { functionError, payload } = await reconcile.invoke({});
      expect(functionError).toBeUndefined();
      expect(JSON.parse(payload)).toMatchObject({
        finished: true,
        healed: 3,
        redriven: 1,
        gapsOpen: 0,
        problems: [],
      });
      const sent = metricsIn(reconcile.printed());
      expect(sent).toEqual([{ EventsHealed: 3, service: "ssmtrail" }]);
    },
    60_000,
  );

  run(
    `and counts the gaps that stay, without a word of where${why}`,
    async () => {
      standIn.denied.add("logs:FilterLogEvents");
      const { payload } = await reconcile.invoke({});
      standIn.denied.clear();
      const { gapsOpen } = JSON.parse(payload) as { gapsOpen: number };
      expect(gapsOpen).toBeGreaterThan(0);
      expect(metricsIn(reconcile.printed()).at(-1)).toEqual({
        GapsOpen: gapsOpen,
        service: "ssmtrail",
      });
    },
    60_000,
  );

  run(`each call is allowed by its role, and each allowance is used${why}`, () => {
    if ("unavailable" in expanded) throw new Error(expanded.unavailable);
    for (const [role, recorders] of [
      ["ReconcileRole", calls.reconcile],
      ["SubscribeRole", calls.subscribe],
    ] as const) {
      const made = recorders.flatMap((recorder) => recorder.calls());
      const statements = statementsOf(expanded.template, role);
      expect(made.filter((call) => !evaluate(statements, call).allowed)).toEqual([]);
      expect(unusedOf(statements, made)).toEqual([]);
    }
    const may = (role: string, action: string, resource: string, leadingKeys: string[] = []) =>
      evaluate(statementsOf(expanded.template, role), { action, resource, leadingKeys }).allowed;
    const group = (name: string) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}:*`;
    expect(may("SubscribeRole", "logs:PutSubscriptionFilter", group("/aws/lambda/x"))).toBe(false);
    expect(may("SubscribeRole", "logs:DeleteSubscriptionFilter", group(GROUP))).toBe(false);
    expect(may("SubscribeRole", "dynamodb:PutItem", "Table", ["lane#x"])).toBe(false);
    expect(may("ReconcileRole", "logs:FilterLogEvents", group("/aws/lambda/x"))).toBe(false);
    expect(may("ReconcileRole", "s3:GetObject", "Evidence/evidence/x")).toBe(false);
    expect(may("ReconcileRole", "dynamodb:BatchWriteItem", "Table", ["accesses#2026"])).toBe(false);
  });
});

/** What was sent as EMF, without its frame. */
function metricsIn(printed: string): unknown[] {
  const lines = printed.split("\n").filter((line) => line.includes('"_aws"'));
  return lines.map((line) => {
    const { _aws, ...sent } = JSON.parse(line) as { _aws: Emf };
    expect(_aws.CloudWatchMetrics).toMatchObject([
      { Namespace: "ssmtrail", Dimensions: [["service"]] },
    ]);
    return sent;
  });
}

interface Emf {
  readonly CloudWatchMetrics: unknown;
}

const settings = (
  [table, others]: readonly [Recorder, Recorder],
  ingestArn: string,
): Record<string, string> => ({
  AWS_REGION: REGION,
  TABLE_NAME: "ssmtrail",
  SESSION_LOG_GROUPS: SESSIONS,
  SAGEMAKER_ONLY_LOG_GROUPS: SESSIONS,
  AWS_ENDPOINT_URL: others.endpoint,
  AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
  ACCOUNT_ID: ACCOUNT,
  FAILURE_BUCKET: "failed-events",
  INGEST_ARN: ingestArn,
  FILTER_NAME: "ssmtrail",
  ENDPOINT_PATTERN: '"[sagemaker ssm logs]"',
});

async function makeTable(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint, region: REGION, credentials });
  await createTable(client, "ssmtrail");
  client.destroy();
}

/** An endpoint that was opened, one that is not known to have been, a session, a refused delivery. */
async function fill(account: MotoAccount, standIn: StandIn): Promise<void> {
  await account.put(GROUP, STREAM, [
    [START, `[sagemaker ssm logs][container_0] SSM target ID: ${TARGET}`],
    [START + MINUTE, "[sagemaker ssm logs][container_0] hello"],
  ]);
  await account.put(SESSIONS, "maya-0a1b2c3d4e5f60718", [
    [START + 2 * MINUTE, "sh-5.1# ls\r\nmodel\r\n"],
  ]);
  await account.put("/aws/sagemaker/Endpoints/quiet", "a/i-003a121c1b21a90ab", [[START, "out"]]);
  await makeEndpoint(standIn.url, "quiet");
  for (const bucket of Object.keys(BUCKETS)) await account.bucket(bucket);
  const message = {
    messageType: "DATA_MESSAGE",
    owner: ACCOUNT,
    logGroup: GROUP,
    logStream: STREAM,
    subscriptionFilters: ["ssmtrail"],
    logEvents: [{ id: "1", timestamp: START, message: "[sagemaker ssm logs][container_0] again" }],
  };
  const data = gzipSync(JSON.stringify(message)).toString("base64");
  const refused = JSON.stringify({ requestPayload: { awslogs: { data } } });
  await account.object("failed-events", "aws/lambda/async/ingest/2026/11/25/1", refused);
  standIn.sessions.push({
    SessionId: "maya-0a1b2c3d4e5f60718",
    Target: TARGET,
    Owner: `arn:aws:sts::${ACCOUNT}:assumed-role/Dev/maya`,
    Status: "Terminated",
    StartDate: new Date(START).toISOString(),
    EndDate: new Date(START + 9 * MINUTE).toISOString(),
  });
}

async function makeEndpoint(endpoint: string, EndpointName: string): Promise<void> {
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const client = new SageMakerClient({ endpoint, region: REGION, credentials });
  const ExecutionRoleArn = `arn:aws:iam::${ACCOUNT}:role/model`;
  await client.send(new CreateModelCommand({ ModelName: "model", ExecutionRoleArn }));
  const variant = {
    VariantName: "a",
    ModelName: "model",
    InitialInstanceCount: 1,
    InstanceType: "ml.m5.large",
  } as const;
  const names = { EndpointConfigName: `${EndpointName}-config` };
  await client.send(new CreateEndpointConfigCommand({ ...names, ProductionVariants: [variant] }));
  await client.send(new CreateEndpointCommand({ ...names, EndpointName }));
  client.destroy();
}
