import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { gzipSync } from "node:zlib";
import { ask } from "../../shared/app/ask.ts";
import { loadHead } from "../../shared/app/loadHead.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { purge } from "../../shared/app/purge.ts";
import { SourceError, type SourceErrorCode } from "../../shared/app/sources/SourceError.ts";
import { LATEST_MS, MARGIN_MS } from "../../shared/app/whole/verifyGroup.ts";
import type { ListAnswer } from "../../shared/query/Answer.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { fragmentPartition } from "../../shared/session/keys.ts";
import type { RowKey } from "../../shared/store/Table.ts";
import { newAccount, openEngine, portsOn } from "../laws/lawEngine.ts";
import { RecordedAccount } from "./RecordedAccount.ts";
import { gapsOf, runReconcile, scopeOf } from "./runReconcile.ts";

const engine = await openEngine("sqlite");
if (engine.kind === "unavailable") throw new Error(engine.reason);
const { table } = engine;
afterAll(() => engine.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T0 = Date.parse("2026-03-01T12:00:00Z");
const GROUP = "/aws/sagemaker/Endpoints/Churn-Model";
const STREAM = "blue/i-0123456789abcdef0/ssm";
const SESSIONS = "/ssm/session-logs";

let account: string;
let world: RecordedAccount;
let events = 0;
beforeEach(() => {
  account = newAccount();
  world = new RecordedAccount(account);
  world.group(GROUP, T0 - HOUR);
  world.group(SESSIONS, T0 - HOUR);
  say(T0 - HOUR, "hello");
});

const say = (at: number, text: string, logGroup = GROUP, logStream = STREAM, ingested = at): void =>
  world.put(
    logGroup,
    logStream,
    { id: `3800${++events}`, timestamp: at, message: `[sagemaker ssm logs][c] ${text}` },
    ingested,
  );

const portsAt = (now: number): Ports => ({ ...portsOn(table), now: () => now });
const run = (now: number, more: Parameters<typeof runReconcile>[3] = {}) =>
  runReconcile(world, account, portsAt(now), more);
const gaps = () => gapsOf(portsOn(table), account);

async function missingOf(name: Ask, given: Record<string, string> = {}) {
  const question = parseQuestion(name, { ...given, account }, T0);
  if (!question.ok) throw new Error(question.error.detail);
  const answered = await ask(portsOn(table), question.answer);
  if (!answered.ok) throw new Error(answered.error.detail);
  return (answered.answer as ListAnswer<unknown>).missing;
}

async function listed(): Promise<unknown> {
  const question = parseQuestion("unrecognised", { account }, T0);
  if (!question.ok) throw new Error(question.error.detail);
  const answered = await ask(portsOn(table), question.answer);
  return answered.ok ? (answered.answer as ListAnswer<unknown>).items : answered;
}

const iso = (time: number): string => new Date(time).toISOString();

describe("completeUpTo", () => {
  test("is unknown until everything was re-read, then five minutes before the run", async () => {
    expect((await missingOf("commands")).completeUpTo).toBeNull();
    await run(T0);
    const upTo = { eventTime: iso(T0 - MARGIN_MS), asOf: iso(T0), lateAsOf: iso(T0) };
    expect((await missingOf("commands")).completeUpTo).toEqual(upTo);
    expect((await missingOf("commands", { endpoint: "CHURN-model" })).completeUpTo).toEqual(upTo);
    expect((await missingOf("commands", { endpoint: "other" })).completeUpTo).toEqual(upTo);
    await run(T0 + HOUR);
    expect((await missingOf("endpoints")).completeUpTo).toEqual({
      eventTime: iso(T0 + HOUR - MARGIN_MS),
      asOf: iso(T0 + HOUR),
      lateAsOf: iso(T0),
    });
  });

  test("is moved by nothing that an attempt could not read", async () => {
    await run(T0);
    world.refused.set(`readPages ${GROUP}`, "denied");
    say(T0 + MINUTE, "missed");
    const report = await run(T0 + HOUR);
    expect(report.problems).toEqual([
      { what: GROUP, code: "denied", message: "readPages: denied" },
    ]);
    expect([report.gapsOpen, report.gapsLost]).toEqual([1, 0]);
    const missing = await missingOf("commands", { endpoint: "churn-model" });
    expect(missing.completeUpTo?.eventTime).toBe(iso(T0 - MARGIN_MS));
    expect(missing.gaps).toMatchObject([{ kind: "not-checked", state: "open", to: null }]);
    world.refused.clear();
    expect(await run(T0 + 2 * HOUR)).toMatchObject({ gapsOpen: 0, gapsLost: 0, healed: 1 });
    const after = await missingOf("commands", { endpoint: "churn-model" });
    expect(after.completeUpTo?.eventTime).toBe(iso(T0 + 2 * HOUR - MARGIN_MS));
    expect(after.gaps).toEqual([]);
    expect(await gaps()).toMatchObject([
      { kind: "not-checked", state: "healed", from: T0 - MARGIN_MS },
      { kind: "events-missed", state: "healed", from: T0 + MINUTE },
    ]);
  });

  test("stays where it was while log groups can't be listed, and what is known is re-read", async () => {
    await run(T0);
    world.refused.set("listGroups", "denied");
    say(T0 + MINUTE, "missed");
    const report = await run(T0 + HOUR);
    expect(report).toMatchObject({ healed: 1, logGroups: 2 });
    expect(report.problems).toMatchObject([{ what: "the list of log groups", code: "denied" }]);
    expect((await missingOf("commands")).completeUpTo?.eventTime).toBe(iso(T0 - MARGIN_MS));
  });

  test("a log group that is younger than the margin lacks nothing", async () => {
    world.groups.clear();
    world.group(GROUP, T0 - MINUTE);
    say(T0 - MINUTE, "just now");
    await run(T0);
    expect((await missingOf("commands")).completeUpTo?.eventTime).toBe(iso(T0 - MARGIN_MS));
    expect(await run(T0 + HOUR)).toMatchObject({ healed: 1 });
  });

  test("an endpoint that nobody could list yet is unknown, not complete", async () => {
    world.refused.set("listGroups", "denied");
    await run(T0);
    expect((await missingOf("commands")).completeUpTo).toBeNull();
    expect((await missingOf("commands", { endpoint: "churn-model" })).completeUpTo).toBeNull();
  });
});

describe("gaps", () => {
  test("what is new on the first run was not missed: it's the beginning", async () => {
    const report = await run(T0);
    expect(report).toMatchObject({ healed: 1, finished: true });
    expect(await gaps()).toEqual([]);
  });

  test("a log group takes events that are older than itself", async () => {
    world.groups.clear();
    world.group(GROUP, T0 - 10 * MINUTE);
    say(T0 - 13 * DAY, "shipped late");
    expect(await run(T0)).toMatchObject({ healed: 1 });
  });

  test("events that were deleted here are noticed, healed and listed", async () => {
    await run(T0);
    const before = await listed();
    const lane = `${scopeOf(account)}#/aws/sagemaker/Endpoints/Churn-Model#`;
    const rows: RowKey[] = [];
    const partition = fragmentPartition(`${lane}${STREAM}`);
    for await (const { sort } of table.list({ partition })) rows.push({ partition, sort });
    expect(rows).toHaveLength(1);
    await table.write([], rows);
    expect(await run(T0 + MINUTE)).toMatchObject({ healed: 1 });
    expect(await gaps()).toMatchObject([{ kind: "events-missed", state: "healed", events: 1 }]);
    expect(await listed()).toEqual(before);
  });

  test("text that was removed by hand is not lacking, and stays removed", async () => {
    const sessionId = "ada-0a1b2c3d4e5f60718";
    world.put(SESSIONS, sessionId, {
      id: "9001",
      timestamp: T0 - HOUR,
      message: "sh-5.1# echo password\r\npassword\r\n",
    });
    await run(T0);
    const ports = portsAt(T0);
    const head = await loadHead(ports, scopeOf(account), sessionId);
    if (head === undefined) throw new Error("the session is not known");
    const request = { scope: scopeOf(account), sessionId, by: null, reason: "a secret" };
    expect(await purge(ports, head, request, undefined)).toMatchObject({ is: "purged", events: 1 });
    expect(await run(T0 + MINUTE, { deep: true })).toMatchObject({ healed: 0, finished: true });
    expect(await gaps()).toEqual([]);
  });

  test("what came within the margin is taken and not called missed", async () => {
    await run(T0);
    say(T0 + HOUR - 10 * MINUTE, "late", GROUP, STREAM, T0 + HOUR - MINUTE);
    expect(await run(T0 + HOUR)).toMatchObject({ healed: 1 });
    expect(await gaps()).toEqual([]);
  });

  test("events that come two hours late are found by the next day's deep pass", async () => {
    await run(T0);
    await run(T0 + 4 * HOUR);
    say(T0 + HOUR, "very late", GROUP, STREAM, T0 + 4 * HOUR + MINUTE);
    expect(await run(T0 + 5 * HOUR)).toMatchObject({ healed: 0 });
    expect(await run(T0 + DAY + HOUR)).toMatchObject({ healed: 1 });
    const { completeUpTo } = await missingOf("commands");
    expect(completeUpTo?.lateAsOf).toBe(iso(T0 + DAY + HOUR));
  });

  test("a deep pass and a range can be asked for", async () => {
    await run(T0);
    await run(T0 + 4 * HOUR);
    say(T0 + HOUR, "late", GROUP, STREAM, T0 + 4 * HOUR + MINUTE);
    say(T0 + 2 * HOUR, "late too", GROUP, STREAM, T0 + 4 * HOUR + MINUTE);
    const range = { from: T0 + HOUR, to: T0 + HOUR };
    expect(await run(T0 + 5 * HOUR, { range })).toMatchObject({ events: 1, healed: 1 });
    expect((await missingOf("commands")).completeUpTo?.asOf).toBe(iso(T0 + 4 * HOUR));
    expect(await run(T0 + 5 * HOUR, { deep: true })).toMatchObject({ healed: 1 });
  });

  test("a deleted stream and a deleted log group are lost, once", async () => {
    await run(T0);
    world.groups.get(GROUP)?.streams.delete(STREAM);
    await run(T0 + HOUR);
    world.groups.delete(GROUP);
    await run(T0 + 2 * HOUR);
    await run(T0 + 3 * HOUR);
    expect(await gaps()).toMatchObject([
      { kind: "stream-gone", state: "lost", logStream: STREAM, from: T0 - MARGIN_MS },
      { kind: "group-gone", state: "lost", from: T0 + HOUR - MARGIN_MS, to: T0 + 2 * HOUR },
    ]);
    // What remains is still re-read.
    expect((await missingOf("commands")).completeUpTo?.asOf).toBe(iso(T0 + 3 * HOUR));
  });

  test("events that expired before they were re-read are lost", async () => {
    world.groups.clear();
    world.group(GROUP, T0 - 30 * DAY, { retentionDays: 7 });
    await run(T0);
    await run(T0 + 20 * DAY);
    expect(await gaps()).toMatchObject([
      { kind: "retention-passed", state: "lost", from: T0 - 30 * DAY, to: T0 - 7 * DAY },
      { kind: "retention-passed", state: "lost", from: T0 - MARGIN_MS, to: T0 + 13 * DAY },
    ]);
  });

  test("a session that only the service knows is written down", async () => {
    await run(T0);
    world.sessions.push({
      SessionId: "ada-0a1b2c3d4e5f60718",
      Target: "sagemaker-endpoint:Churn-Model_blue_i-0123456789abcdef0_c",
      StartDate: iso(T0 + MINUTE),
      EndDate: iso(T0 + 2 * MINUTE),
    });
    world.sessions.push({ SessionId: "bob-1", Target: "i-0123456789abcdef0", StartDate: iso(T0) });
    expect(await run(T0 + HOUR)).toMatchObject({ sessions: 2, sessionsMissed: 1 });
    expect(await gaps()).toMatchObject([
      { kind: "session-missed", sessionId: "ada-0a1b2c3d4e5f60718", endpoint: "Churn-Model" },
    ]);
  });
});

describe("a source that says no", () => {
  test.each(["listGroups", "listStreams", "readPages", "listSessions", "listFailures"])(
    "%s is denied: it is told, and the rest goes on",
    async (call) => {
      await run(T0);
      say(T0 + MINUTE, "missed");
      world.failures.set("aws/lambda/async/ingest/1", failure([]));
      world.refused.set(call, "denied");
      const report = await run(T0 + HOUR);
      expect(report.problems.length).toBeGreaterThan(0);
      expect(report.problems.every(({ code }) => code === "denied")).toBe(true);
      const reads = call === "listStreams" || call === "readPages";
      expect(report.healed).toBe(reads ? 0 : 1);
      expect(report.redriven).toBe(call === "listFailures" ? 0 : 1);
      world.refused.clear();
      expect(await run(T0 + 2 * HOUR)).toMatchObject({ problems: [] });
      expect((await gaps()).filter(({ state }) => state === "open")).toEqual([]);
    },
  );

  test.each<SourceErrorCode>(["no-credentials", "no-region", "expired", "unreachable"])(
    "%s stops the run",
    async (code) => {
      world.refused.set("listStreams", code);
      await expect(run(T0)).rejects.toThrow(SourceError);
    },
  );

  test("a stream and a log group that are deleted between being listed and being read", async () => {
    world.beforeRead = () => {
      world.beforeRead = undefined;
      world.groups.get(GROUP)?.streams.delete(STREAM);
      throw new SourceError("gone", "The specified log stream does not exist.");
    };
    expect(await run(T0)).toMatchObject({ problems: [], finished: true, gapsLost: 1 });
    expect(await gaps()).toMatchObject([{ kind: "stream-gone", state: "lost" }]);
    // It stays in the ledger, and is told as a number once.
    expect(await run(T0 + 1)).toMatchObject({ gapsOpen: 0, gapsLost: 0 });
    say(T0 + MINUTE, "again");
    world.beforeRead = () => {
      world.beforeRead = undefined;
      world.groups.delete(GROUP);
    };
    expect(await run(T0 + HOUR)).toMatchObject({ problems: [{ what: GROUP, code: "gone" }] });
    expect(await run(T0 + 2 * HOUR)).toMatchObject({ problems: [] });
    const kinds = (await gaps()).map(({ kind, state }) => `${kind} ${state}`);
    expect(kinds).toContain("group-gone lost");
  });

  test("an Infrequent Access log group is told", async () => {
    world.group("/aws/sagemaker/Endpoints/rare", T0, { standard: false });
    const { problems } = await run(T0);
    expect(problems).toMatchObject([
      { what: "/aws/sagemaker/Endpoints/rare", message: /Infrequent Access/ },
    ]);
    expect((await missingOf("commands")).completeUpTo).toBeNull();
  });
});

describe("time", () => {
  test("a run that has no more of it stops, and the next ones go on from there", async () => {
    for (let n = 0; n < 200; n++) say(T0 + n * 10 * MINUTE, `line ${n}`);
    const at = T0 + 40 * HOUR;
    let runs = 0;
    for (let finished = false; !finished; runs++) {
      let left = 60;
      const base = portsOn(table);
      // Time passes with each look at the clock.
      const ports = { ...base, now: () => (left-- > 0 ? at : at + 1) };
      ({ finished } = await runReconcile(world, account, ports, { deadline: at + 1 }));
      expect(runs).toBeLessThan(400);
    }
    expect(runs).toBeGreaterThan(3);
    expect(await run(at)).toMatchObject({ healed: 0, finished: true });
    const { completeUpTo } = await missingOf("commands");
    expect(completeUpTo?.eventTime).toBe(iso(at - MARGIN_MS));
  }, 120_000);

  test("a clock that runs ahead or behind, and events that come from the future", async () => {
    await run(T0);
    say(T0 + 90 * MINUTE, "from the future", GROUP, STREAM, T0 + MINUTE);
    await run(T0 + HOUR);
    await run(T0 + 30 * MINUTE);
    expect((await missingOf("commands")).completeUpTo?.eventTime).toBe(iso(T0 + HOUR - MARGIN_MS));
    expect(await run(T0 + 2 * HOUR)).toMatchObject({ healed: 1 });
  });

  test("a month of duplicates changes nothing", async () => {
    for (let day = 0; day < 13; day++) say(T0 + day * DAY, `day ${day}`);
    expect(await run(T0 + LATEST_MS)).toMatchObject({ healed: 14 });
    for (let n = 1; n < 30; n++)
      expect(await run(T0 + LATEST_MS + n * MINUTE, { deep: true })).toMatchObject({ healed: 0 });
    expect((await missingOf("commands")).completeUpTo?.asOf).toBe(
      iso(T0 + LATEST_MS + 29 * MINUTE),
    );
    expect(await gaps()).toEqual([]);
  });
});

const failure = (logEvents: readonly object[]): string => {
  const message = {
    messageType: "DATA_MESSAGE",
    owner: account,
    logGroup: GROUP,
    logStream: STREAM,
    subscriptionFilters: ["ssmtrail"],
    logEvents,
  };
  const data = gzipSync(JSON.stringify(message)).toString("base64");
  return JSON.stringify({ version: "1.0", requestPayload: { awslogs: { data } } });
};

describe("refused deliveries", () => {
  test("are put through again and taken away; what can't be read stays, and is a gap", async () => {
    const event = { id: "77", timestamp: T0 - 2 * HOUR, message: "[sagemaker ssm logs][c] lost?" };
    world.failures.set("aws/lambda/async/ingest/1", failure([event]));
    world.failures.set("aws/lambda/async/ingest/2", "no JSON");
    world.failures.set("aws/lambda/async/ingest/3", JSON.stringify({ requestPayload: {} }));
    expect(await run(T0)).toMatchObject({ redriven: 1, stuck: 2 });
    expect([...world.failures.keys()]).toEqual([
      "aws/lambda/async/ingest/2",
      "aws/lambda/async/ingest/3",
    ]);
    expect((await missingOf("commands")).gaps).toMatchObject([
      { kind: "delivery-failed", state: "open" },
      { kind: "delivery-failed", state: "open" },
    ]);
    world.failures.clear();
    await run(T0 + HOUR);
    expect((await gaps()).map(({ state }) => state)).toEqual(["healed", "healed"]);
  });
});
