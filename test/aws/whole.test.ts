import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { subscribe } from "../../shared/app/whole/subscribe.ts";
import { openFilterKeeper } from "../../shared/cloudwatch/openFilterKeeper.ts";
import { openLogReader } from "../../shared/cloudwatch/openLogReader.ts";
import { openEndpointLister } from "../../shared/sources/openEndpointLister.ts";
import { openSessionLister } from "../../shared/sources/openSessionLister.ts";
import { createTable } from "../../shared/store/dynamodb/createTable.ts";
import { isObject } from "../../shared/logs/isObject.ts";
import { startMoto } from "../engines/moto.ts";
import { answersOf } from "../cli/answersOf.ts";
import { builtCli, environment, runCli, tempFolder, type Ran } from "../cli/runCli.ts";
import { newAccount, openEngine, portsOn } from "../laws/lawEngine.ts";
import { misfits } from "./standIn/checkShapes.ts";
import { ACCOUNT, CREDENTIALS, MotoAccount, REGION } from "./standIn/motoAccount.ts";
import { startStandIn, type StandIn } from "./standIn/startStandIn.ts";

const moto = await startMoto();
const run = moto.kind === "running" ? test : test.skip;
const why = moto.kind === "running" ? "" : ` (${moto.reason})`;
const hasAws = spawnSync("aws", ["--version"]).status === 0;
const runAws = moto.kind === "running" && hasAws ? test : test.skip;
const whyAws = hasAws ? why : " (the AWS CLI is not installed)";

const MINUTE = 60_000;
const NOW = Date.now();
const GROUP = "/aws/sagemaker/Endpoints/prod";
const SMALL = "/aws/sagemaker/endpoints/prod";
const SESSIONS = "/ssm/session-logs";
const STREAM = "blue/i-003a121c1b21a90a9/ssm";
const TARGET = "sagemaker-endpoint:prod_blue_i-003a121c1b21a90a9_container_0";
const SESSION = "maya-0a1b2c3d4e5f60718";
const OWNER = `arn:aws:sts::${ACCOUNT}:assumed-role/Dev/maya`;
const iso = (time: number): string => new Date(time).toISOString().replace(/\.[0-9]{3}Z$/, "Z");

let standIn: StandIn;
let account: MotoAccount;
const folder = tempFolder();

const record = (at: number, lines: readonly string[]): string =>
  JSON.stringify({
    eventVersion: "1.0",
    eventTime: iso(at),
    awsRegion: REGION,
    target: { id: TARGET },
    userIdentity: { arn: OWNER },
    runAsUser: "",
    sessionId: SESSION,
    sessionData: lines,
  });

const agent = (at: number, text: string): readonly [number, string] => [
  at,
  `[sagemaker ssm logs][container_0] ${iso(at).replace("T", " ").replace("Z", ".0000")} INFO ${text}`,
];

beforeAll(async () => {
  if (moto.kind === "unavailable") return;
  Object.assign(process.env, CREDENTIALS);
  standIn = await startStandIn(moto.endpoint);
  account = new MotoAccount(standIn.url);
  const start = NOW - 60 * MINUTE;
  await account.put(GROUP, STREAM, [
    [start, `[sagemaker ssm logs][container_0] SSM target ID: ${TARGET}`],
    agent(start + MINUTE, `[ssm-session-worker] [${SESSION}] document: ${SESSION} worker started`),
    [start + MINUTE + 1, "\tstatus code: 400, request id: 3f0c"],
    agent(start + 9 * MINUTE, `[ssm-session-worker] [${SESSION}] Session worker closed`),
  ]);
  await account.put(GROUP, "blue/i-003a121c1b21a90a9", [[start, "model output"]]);
  await account.put(SMALL, "green/i-003a121c1b21a90aa/ssm", [
    [start, "[sagemaker ssm logs][container_0] hello"],
  ]);
  await account.put("/aws/sagemaker/Endpoints/quiet", "a/i-003a121c1b21a90ab", [[start, "out"]]);
  for (let n = 0; n < 5; n++)
    await account.put(SESSIONS, SESSION, [
      [start + (2 + n) * MINUTE, record(start, [`sh-5.1# ls /opt/ml/${n}`, "model"])],
    ]);
  await account.put(SESSIONS, "bob-0a1b2c3d4e5f60719", [[start, "$ cat /etc/hostname\r\nec2\r\n"]]);
  standIn.sessions.push(
    {
      SessionId: SESSION,
      Target: TARGET,
      Owner: OWNER,
      Status: "Terminated",
      StartDate: iso(start + MINUTE),
      EndDate: iso(start + 9 * MINUTE),
      Reason: "INC-1",
    },
    {
      SessionId: "bob-0a1b2c3d4e5f60719",
      Target: "i-0123456789abcdef0",
      Owner: OWNER,
      Status: "Connected",
      StartDate: iso(start),
    },
  );
  standIn.records.push(startSession(start + MINUTE));
}, 120_000);

afterAll(async () => {
  folder.remove();
  if (moto.kind === "unavailable") return;
  account.close();
  await standIn.stop();
  await moto.stop();
});

const startSession = (at: number) => ({
  eventVersion: "1.09",
  eventSource: "ssm.amazonaws.com",
  eventName: "StartSession",
  eventTime: iso(at),
  eventID: "6b1c0000-0000-4000-8000-000000000001",
  awsRegion: REGION,
  recipientAccountId: ACCOUNT,
  userIdentity: {
    type: "AssumedRole",
    arn: OWNER,
    accountId: ACCOUNT,
    principalId: "AROAEXAMPLEID:maya",
    sessionContext: {
      sessionIssuer: { type: "Role", arn: `arn:aws:iam::${ACCOUNT}:role/Dev`, userName: "Dev" },
    },
  },
  requestParameters: { target: TARGET, reason: "INC-1" },
  responseElements: { sessionId: SESSION },
});

const cli = (args: readonly string[], store: string): Promise<Ran> =>
  runCli([...args, "--endpoint-url", standIn.url, "--store", join(folder.path, store)], {
    env: CREDENTIALS,
  });

const pull = (store: string, ...more: readonly string[]): Promise<Ran> =>
  cli(["pull", "--session-log-groups", SESSIONS, ...more], store);

const storeOf = (store: string): string => join(folder.path, store);

describe("pull against moto", () => {
  run(
    `brings targets, commands and who ran them; again, it brings nothing new${why}`,
    async () => {
      const first = await pull("pulled");
      expect(first.err).toMatch(
        /pulled 11 log events \(11 new\) of 3 log group\(s\), 1 CloudTrail/,
      );
      expect(first.err).toMatch(/1 endpoint log group\(s\) without a \/ssm stream/);
      expect(first.code).toBe(0);
      const commands = await cli(["commands", "--output", "json"], "pulled");
      const { items, missing } = JSON.parse(commands.out) as {
        items: { command: string }[];
        missing: { completeUpTo: null };
      };
      expect(items[0]).toMatchObject({
        command: "ls /opt/ml/4",
        actor: OWNER,
        attribution: "proven",
        endpoint: "prod",
      });
      // Only a reconcile run says how far it is complete.
      expect(missing.completeUpTo).toBeNull();
      const before = await answersAt("pulled");
      const again = await pull("pulled");
      expect(again.err).toMatch(/\(0 new\)/);
      expect(await answersAt("pulled")).toEqual(before);
    },
    240_000,
  );

  run(
    `killed anywhere and begun again, it ends in the same answers${why}`,
    async () => {
      await pull("whole");
      for (const at of [1, 3]) {
        const store = `killed-${at}`;
        await killedAfter(at, store);
        expect((await pull(store)).code).toBe(0);
        expect(await answersAt(store)).toEqual(await answersAt("whole"));
      }
    },
    240_000,
  );

  run.each([
    ["logs:DescribeLogGroups", /not read: logs:DescribeLogGroups: these credentials may not/],
    ["logs:DescribeLogStreams", /not read: \/aws\/sagemaker\/Endpoints\/prod: these credentials/],
    ["logs:FilterLogEvents", /not read: \/ssm\/session-logs: these credentials may not/],
    ["ssm:DescribeSessions", /not read: ssm:DescribeSessions: these credentials may not/],
    ["cloudtrail:LookupEvents", /not read: cloudtrail:LookupEvents: these credentials may not/],
  ])(
    `without %s the rest is pulled, and it exits 3${why}`,
    async (call, says) => {
      standIn.denied.add(call);
      const ran = await pull(`without-${call.replace(":", "-")}`, "--output", "json");
      standIn.denied.clear();
      expect(ran.err).toMatch(says);
      expect(ran.code).toBe(3);
      const report = JSON.parse(ran.out) as { sessions: number; trailRecords: number };
      expect(report.sessions + report.trailRecords).toBeGreaterThan(0);
    },
    120_000,
  );

  run(
    `another region, a name that is none, no credentials${why}`,
    async () => {
      const elsewhere = await pull("elsewhere", "prod", "--region", "us-west-2");
      expect(elsewhere.err).toMatch(/no log group of prod in this account and region/);
      expect(elsewhere.code).toBe(1);
      const wrong = await pull("wrong", "no_name");
      expect([wrong.code, wrong.err]).toEqual([64, expect.stringMatching(/is no endpoint's name/)]);
      const nobody = await runCli(["pull", "--region", REGION, "--store", storeOf("nobody")]);
      expect(nobody.err).toMatch(/AWS could not be asked: no valid AWS credentials/);
      expect(nobody.code).toBe(69);
      const other = await pull("other", "--account", "999999999999");
      expect([other.code, other.err]).toEqual([64, expect.stringMatching(/are of account 1234/)]);
    },
    120_000,
  );
});

/** What DescribeSessions said is evidence of when it was asked. */
const answersAt = async (store: string): Promise<unknown> =>
  JSON.parse(
    JSON.stringify(await answersOf(storeOf(store)), (_, value: unknown) =>
      isObject(value) && value.source === "describe-sessions" ? { ...value, timestamp: 0 } : value,
    ),
  );

/** Kills the program without a chance to tidy up, once it asked for so many pages of events. */
async function killedAfter(calls: number, store: string): Promise<void> {
  const name = "logs:FilterLogEvents";
  const before = standIn.calls.get(name) ?? 0;
  const child = spawn(
    process.execPath,
    [
      builtCli(),
      "pull",
      "--session-log-groups",
      SESSIONS,
      "--endpoint-url",
      standIn.url,
      "--store",
      storeOf(store),
    ],
    { env: environment(CREDENTIALS), stdio: "ignore" },
  );
  const ended = new Promise((resolve) => child.once("close", resolve));
  while ((standIn.calls.get(name) ?? 0) < before + calls) await sleep(5);
  child.kill("SIGKILL");
  await ended;
}

describe("subscribe against moto", () => {
  run(
    `attaches each log group once, and tells who holds a full one${why}`,
    async () => {
      const engine = await openEngine("sqlite");
      if (engine.kind === "unavailable") throw new Error(engine.reason);
      const destination = await account.lambda("ingest");
      const connection = { region: REGION, endpointUrl: standIn.url };
      const [logs, filters, endpoints] = await Promise.all([
        openLogReader(connection),
        openFilterKeeper(connection),
        openEndpointLister(connection),
      ]);
      const attach = () =>
        subscribe(
          portsOn(engine.table),
          { logs, filters, endpoints },
          {
            scope: `aws/${newAccount()}/${REGION}`,
            settings: {
              partition: "aws",
              region: REGION,
              sessionLogGroups: [SESSIONS],
              declaredLogGroups: [],
            },
            destination,
            filterName: "ssmtrail",
            endpointPattern: '"[sagemaker ssm logs]"',
            sessionPattern: "",
            ownLogGroups: [],
            about: { kind: "all" },
            mayGoOn: () => true,
          },
        );
      for (const name of ["one", "two"])
        await filters.putFilter(SMALL, { name, destination, pattern: name }).catch(() => undefined);
      const other = await account.lambda("other");
      for (const name of ["one", "two"])
        await filters.putFilter(GROUP, { name: `${name}-other`, destination: other, pattern: "" });
      const first = await attach();
      expect(first.put).toEqual([SESSIONS]);
      expect(first.states.find(({ logGroup }) => logGroup === GROUP)).toMatchObject({
        outcome: "full",
        holders: ["one-other", "two-other"],
      });
      expect((await attach()).put).toEqual([]);
      expect(await filters.listFilters(SESSIONS)).toEqual([
        { name: "ssmtrail", destination, pattern: "" },
      ]);
      for (const source of [logs, filters, endpoints]) source.close();
      await engine.close();
    },
    120_000,
  );

  runAws(
    `the AWS CLI sees the same filter${whyAws}`,
    async () => {
      const seen = await account.aws(
        "logs",
        "describe-subscription-filters",
        "--log-group-name",
        SESSIONS,
      );
      expect(seen).toMatchObject({ subscriptionFilters: [{ filterName: "ssmtrail" }] });
    },
    60_000,
  );
});

describe("reconcile, status and gaps against moto", () => {
  run(
    `heals what was never delivered, and says how far that is true${why}`,
    async () => {
      const none = await cli(["status"], "pulled");
      expect(none.code).toBe(3);
      const healed = await cli(["reconcile", "--session-log-groups", SESSIONS], "healed");
      expect(healed.err).toMatch(
        /re-read 11 log events of 4 log group\(s\), 11 of them were lacking/,
      );
      expect(healed.err).toMatch(/complete up to 20/);
      expect(healed.code).toBe(0);
      const status = await cli(["status", "--output", "json"], "healed");
      const { items } = JSON.parse(status.out) as { items: { verdict: string }[] };
      expect(items.map(({ verdict }) => verdict)).toEqual(items.map(() => "right"));
      expect(items.length).toBeGreaterThanOrEqual(6);
      expect(status.code).toBe(0);
      standIn.denied.add("logs:FilterLogEvents");
      const denied = await cli(["reconcile", "--session-log-groups", SESSIONS], "healed");
      standIn.denied.clear();
      expect(denied.code).toBe(3);
      const gaps = await cli(["gaps", "--state", "open", "--output", "json"], "healed");
      expect(gaps.code).toBe(1);
      expect((await cli(["status"], "healed")).code).toBe(1);
      await cli(["reconcile", "--session-log-groups", SESSIONS], "healed");
      expect((await cli(["gaps"], "healed")).code).toBe(0);
      expect((await cli(["status"], "healed")).code).toBe(0);
    },
    240_000,
  );
});

describe("redrive against moto", () => {
  run(
    `lists, takes in, and leaves what can't be read${why}`,
    async () => {
      const bucket = "ssmtrail-failed-events";
      await account.bucket(bucket);
      const client = new DynamoDBClient({ region: REGION, endpoint: standIn.url });
      await createTable(client, "ssmtrail");
      client.destroy();
      const key = (n: number): string => `aws/lambda/async/ingest/2026/11/25/${n}`;
      await account.object(bucket, key(1), failure());
      await account.object(bucket, key(2), "no JSON");
      const redrive = (...more: readonly string[]): Promise<Ran> =>
        cli(["redrive", "--failures", bucket, "--output", "json", ...more], "redriven");
      const dry = await redrive("--dry-run");
      expect(JSON.parse(dry.out)).toMatchObject({
        items: [{ result: "waiting" }, { result: "waiting" }],
      });
      const laptop = await redrive();
      expect(JSON.parse(laptop.out)).toMatchObject({
        items: [{ result: "taken-in", events: 1 }, { result: "unreadable" }],
      });
      expect(laptop.code).toBe(1);
      const deployed = await redrive("--table", "ssmtrail");
      expect(JSON.parse(deployed.out)).toMatchObject({
        items: [{ result: "taken-in" }, { result: "unreadable" }],
      });
      const left = await redrive("--dry-run", "--table", "ssmtrail");
      expect(JSON.parse(left.out)).toMatchObject({ items: [{ name: key(2) }] });
      const absent = await cli(["redrive", "--failures", "no-such-bucket"], "redriven");
      expect(absent.code).toBe(69);
      expect(absent.err).toMatch(/AWS could not be asked: it isn't there any more/);
    },
    240_000,
  );
});

describe("what people decide about a deployed store's sessions, against moto", () => {
  run(
    `hold, purge, release and verify work on its table and archive${why}`,
    async () => {
      const [table, bucket] = ["ssmtrail-held", "ssmtrail-evidence"];
      const client = new DynamoDBClient({ region: REGION, endpoint: standIn.url });
      await createTable(client, table);
      client.destroy();
      await account.bucket(bucket);
      const deployed = ["--table", table, "--archive-bucket", bucket];
      const decide = (...args: readonly string[]): Promise<Ran> =>
        cli([...args, ...deployed, "--output", "json"], "no-store");
      await decide("reconcile", "--session-log-groups", SESSIONS);
      const held = await decide("hold", SESSION, "--reason", "case 4711");
      expect(held.code).toBe(0);
      expect(JSON.parse(held.out)).toMatchObject({
        held: { by: expect.stringMatching(/^arn:aws:/), reason: "case 4711" },
      });
      const refused = await decide("purge", SESSION, "--reason", "leak");
      expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("case 4711")]);
      expect((await decide("release", SESSION, "--reason", "settled")).code).toBe(0);
      const purged = await decide("purge", SESSION, "--reason", "leak");
      expect([purged.code, JSON.parse(purged.out)]).toEqual([
        0,
        expect.objectContaining({ events: 5 }),
      ]);
      const alone = ["purge", SESSION, "--reason", "leak", "--table", table];
      expect((await cli(alone, "no-store")).err).toContain("purge again with --archive-bucket");
      expect((await decide("verify")).code).toBe(0);
      const bare = await cli(["verify", "--table", table], "no-store");
      expect([bare.code, bare.err]).toEqual([64, expect.stringContaining("--archive-bucket")]);
    },
    240_000,
  );
});

function failure(): string {
  const logEvents = [
    { id: "1", timestamp: NOW - 3 * MINUTE, message: "[sagemaker ssm logs][container_0] again" },
  ];
  const message = {
    messageType: "DATA_MESSAGE",
    owner: ACCOUNT,
    logGroup: GROUP,
    logStream: STREAM,
    subscriptionFilters: ["ssmtrail"],
    logEvents,
  };
  const data = gzipSync(JSON.stringify(message)).toString("base64");
  return JSON.stringify({ requestPayload: { awslogs: { data } } });
}

describe("the stand-in for what moto lacks: DescribeSessions, GetConnectionStatus, LookupEvents", () => {
  run(
    `is asked and answers as botocore's service models say${why}`,
    async () => {
      standIn.connected.add(TARGET);
      const lister = await openSessionLister({ region: REGION, endpointUrl: standIn.url });
      expect(await lister.isConnected(TARGET)).toBe(true);
      expect(await lister.isConnected(`${TARGET}x`)).toBe(false);
      lister.close();
      const kinds = new Set(
        standIn.asked.map(({ service, operation }) => `${service}:${operation}`),
      );
      expect([...kinds].sort()).toEqual([
        "cloudtrail:LookupEvents",
        "ssm:DescribeSessions",
        "ssm:GetConnectionStatus",
      ]);
      expect(misfits(standIn.asked)).toEqual([]);
      const wrong = {
        service: "ssm",
        operation: "GetConnectionStatus",
        input: {},
        output: { Up: 1 },
      };
      expect(misfits([wrong])).toHaveLength(2);
    },
    60_000,
  );

  runAws(
    `answers the AWS CLI too${whyAws}`,
    async () => {
      expect(await account.aws("ssm", "describe-sessions", "--state", "History")).toMatchObject({
        Sessions: [{ SessionId: SESSION, Target: TARGET }],
      });
      expect(
        await account.aws(
          "cloudtrail",
          "lookup-events",
          "--lookup-attributes",
          "AttributeKey=EventName,AttributeValue=StartSession",
        ),
      ).toMatchObject({ Events: [{ EventName: "StartSession" }] });
      expect(await account.aws("ssm", "get-connection-status", "--target", TARGET)).toMatchObject({
        Status: "connected",
      });
    },
    60_000,
  );
});
