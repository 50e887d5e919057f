import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ask } from "../../shared/app/ask.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { nextOf, subscribe, type About } from "../../shared/app/whole/subscribe.ts";
import { PREFIX_PATTERN } from "../../shared/logs/matchesPattern.ts";
import type { CoverageAnswer, ListAnswer } from "../../shared/query/Answer.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import { settings } from "../laws/deliver.ts";
import { newAccount, openEngine, portsOn } from "../laws/lawEngine.ts";
import { RecordedAccount } from "./RecordedAccount.ts";
import { runReconcile, scopeOf } from "./runReconcile.ts";

const engine = await openEngine("sqlite");
if (engine.kind === "unavailable") throw new Error(engine.reason);
const { table } = engine;
afterAll(() => engine.close());

const T0 = Date.parse("2026-03-01T12:00:00Z");
const HOUR = 3_600_000;
const CAPITAL = "/aws/sagemaker/Endpoints/Churn-Model";
const SMALL = "/aws/sagemaker/endpoints/churn-model";
const QUIET = "/aws/sagemaker/Endpoints/quiet";
const SESSIONS = "/ssm/session-logs";
const STREAM = "blue/i-0123456789abcdef0/ssm";
const INGEST = "arn:aws:lambda:us-east-1:111122223333:function:ingest";

let account: string;
let world: RecordedAccount;
beforeEach(() => {
  account = newAccount();
  world = new RecordedAccount(account);
  for (const name of [CAPITAL, SMALL, QUIET, SESSIONS]) world.group(name, T0 - HOUR);
  for (const name of [CAPITAL, SMALL])
    world.put(name, STREAM, {
      id: "1",
      timestamp: T0 - HOUR,
      message: "[sagemaker ssm logs][c] x",
    });
  world.put(QUIET, "blue/i-0123456789abcdef0", { id: "2", timestamp: T0 - HOUR, message: "out" });
});

const portsAt = (now: number): Ports => ({ ...portsOn(table), now: () => now });

const run = (
  about: About = { kind: "all" },
  more: Partial<Parameters<typeof subscribe>[2]> = {},
  now = T0,
) =>
  subscribe(
    portsAt(now),
    { logs: world.logs, filters: world.filters, endpoints: world.endpointLister },
    {
      scope: scopeOf(account),
      settings,
      destination: INGEST,
      filterName: "ssmtrail",
      endpointPattern: PREFIX_PATTERN,
      sessionPattern: "",
      ownLogGroups: ["/own"],
      about,
      mayGoOn: () => true,
      ...more,
    },
  );

const filtersOf = (logGroup: string) => world.groups.get(logGroup)?.filters;
const puts = (): number => world.calls.filter((call) => call.startsWith("putFilter")).length;

describe("subscribe", () => {
  test("attaches both spellings and the session log group, once, and leaves others alone", async () => {
    const report = await run();
    expect(report.put).toEqual([CAPITAL, SMALL, SESSIONS]);
    expect(filtersOf(CAPITAL)).toEqual([
      { name: "ssmtrail", destination: INGEST, pattern: '"[sagemaker ssm logs]"' },
    ]);
    expect(filtersOf(SESSIONS)).toEqual([{ name: "ssmtrail", destination: INGEST, pattern: "" }]);
    expect(filtersOf(QUIET)).toEqual([]);
    expect((await run()).put).toEqual([]);
    expect(puts()).toBe(3);
  });

  test("a variant opened through SSM is attached before its first line", async () => {
    world.endpoints.push({ endpoint: "quiet", status: "InService", variants: ["blue"] });
    expect((await run({ kind: "endpoint", endpoint: "QUIET" })).put).toEqual([QUIET]);
  });

  test("SageMaker is asked once a day about an endpoint without /ssm streams, or when it changes", async () => {
    const asks = (): number => world.calls.filter((call) => call === "openedVariants quiet").length;
    await run();
    await run({ kind: "all" }, {}, T0 + HOUR);
    expect(asks()).toBe(1);
    await run({ kind: "endpoint", endpoint: "quiet" }, {}, T0 + 2 * HOUR);
    expect(asks()).toBe(2);
    await run({ kind: "all" }, {}, T0 + 30 * HOUR);
    expect(asks()).toBe(3);
  });

  test("a new log group's event is about that log group only, and never about our own", async () => {
    expect((await run({ kind: "log-group", logGroup: SMALL })).put).toEqual([SMALL]);
    expect((await run({ kind: "log-group", logGroup: "/other" })).logGroups).toBe(0);
    const own = { settings: { ...settings, sessionLogGroups: ["/own"] } };
    world.group("/own", T0);
    expect((await run({ kind: "log-group", logGroup: "/own" }, own)).put).toEqual([]);
  });

  test("a full slot is told with the names that hold it, and nothing is taken away", async () => {
    const others = ["datadog", "audit"].map((name) => ({ name, destination: "d", pattern: "" }));
    world.group(CAPITAL, T0).filters = [...others];
    const { states, put } = await run();
    expect(put).not.toContain(CAPITAL);
    expect(states.find(({ logGroup }) => logGroup === CAPITAL)).toMatchObject({
      outcome: "full",
      holders: ["datadog", "audit"],
    });
    expect(filtersOf(CAPITAL)).toEqual(others);
  });

  test("another's filter of our name is not ours to change; one put by hand is enough", () => {
    const asked = {
      destination: INGEST,
      filterName: "ssmtrail",
      endpointPattern: "p",
      sessionPattern: "",
    };
    const filter = { name: "ssmtrail", destination: INGEST, pattern: "p" };
    expect(nextOf([], asked, "e")).toEqual({ kind: "put", filter });
    expect(nextOf([filter], asked, "e")).toEqual({ kind: "keep" });
    expect(nextOf([{ ...filter, pattern: "old" }], asked, "e")).toEqual({ kind: "put", filter });
    expect(nextOf([{ ...filter, name: "by hand" }], asked, "e")).toEqual({ kind: "keep" });
    expect(nextOf([{ ...filter, destination: "theirs" }], asked, "e")).toMatchObject({
      kind: "leave",
      why: /delivers to theirs/,
    });
    expect(nextOf([], { ...asked, destination: null }, "e")).toMatchObject({ kind: "leave" });
  });

  test("Infrequent Access, masks and transformers are told", async () => {
    world.groups.clear();
    world.group(CAPITAL, T0, { standard: false });
    world.group(SMALL, T0, { masked: true }).transformed = true;
    for (const name of [CAPITAL, SMALL])
      world.put(name, STREAM, { id: "1", timestamp: T0, message: "x" });
    const { states } = await run();
    expect(states).toMatchObject([
      { logGroup: CAPITAL, outcome: "impossible" },
      { logGroup: SMALL, outcome: "attached", changes: ["masked", "transformed"] },
    ]);
  });

  test.each(["listStreams", "listFilters", "putFilter", "isTransformed", "openedVariants"])(
    "%s is denied on one log group: it is told, and the others are attached",
    async (call) => {
      world.refused.set(`${call} ${call === "openedVariants" ? "quiet" : CAPITAL}`, "denied");
      const { put, problems, states } = await run();
      expect(put).toEqual(expect.arrayContaining([SMALL, SESSIONS]));
      if (call === "isTransformed")
        expect(states[0]).toMatchObject({ changes: ["transformer-unknown"], outcome: "attached" });
      else expect(problems).toMatchObject([{ code: "denied" }]);
    },
  );

  test("a log group that is deleted between being listed and being looked at", async () => {
    world.refused.set(`listFilters ${CAPITAL}`, "gone");
    const { put, problems } = await run();
    expect(problems).toMatchObject([{ what: CAPITAL, code: "gone" }]);
    expect(put).toEqual([SMALL, SESSIONS]);
  });

  test("stops when there is no more time", async () => {
    let left = 1;
    const { finished, logGroups } = await run({ kind: "all" }, { mayGoOn: () => left-- > 0 });
    expect([finished, logGroups]).toEqual([false, 1]);
  });
});

async function status(now: number): Promise<CoverageAnswer[]> {
  const question = parseQuestion("coverage", { account }, now);
  if (!question.ok) throw new Error(question.error.detail);
  const answered = await ask(portsAt(now), question.answer);
  if (!answered.ok) throw new Error(answered.error.detail);
  return [...(answered.answer as ListAnswer<CoverageAnswer>).items];
}

const verdicts = async (now: number): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await status(now)).map(({ logGroup, what, verdict }) => [logGroup ?? what, verdict]),
  );

describe("status", () => {
  test("is right only where all was looked at lately, and nothing is lacking", async () => {
    expect(await verdicts(T0)).toEqual({});
    await run();
    expect(new Set(Object.values(await verdicts(T0)))).toEqual(new Set(["unknown", "right"]));
    await runReconcile(world, account, portsAt(T0));
    expect(await verdicts(T0)).toEqual({
      [CAPITAL]: "right",
      [SMALL]: "right",
      [QUIET]: "right",
      [SESSIONS]: "right",
      "log-groups": "right",
      sessions: "right",
      "failed-deliveries": "right",
    });
  });

  test("turns unknown with time, by itself", async () => {
    await run();
    await runReconcile(world, account, portsAt(T0));
    const later = await verdicts(T0 + 3 * HOUR);
    expect(new Set(Object.values(later))).toEqual(new Set(["unknown", "right"]));
    expect(later[QUIET]).toBe("right");
    expect(later[CAPITAL]).toBe("unknown");
  });

  test("is wrong where a filter is missing, or something is lost; unknown where it may not be asked", async () => {
    await run();
    world.refused.set(`readPages ${SESSIONS}`, "denied");
    await runReconcile(world, account, portsAt(T0));
    world.groups.get(CAPITAL)?.streams.delete(STREAM);
    world.group(SMALL, T0).filters = [
      { name: "a", destination: "x", pattern: "" },
      { name: "b", destination: "x", pattern: "" },
    ];
    await run({ kind: "all" }, {}, T0 + HOUR);
    await runReconcile(world, account, portsAt(T0 + HOUR));
    const rows = await status(T0 + HOUR);
    const of = (logGroup: string) => rows.find((row) => row.logGroup === logGroup);
    expect(of(CAPITAL)).toMatchObject({ verdict: "wrong", lostGaps: 1 });
    expect(of(SMALL)).toMatchObject({ verdict: "wrong", filter: "full", holders: ["a", "b"] });
    expect(of(SESSIONS)).toMatchObject({ verdict: "wrong", openGaps: 1 });
    expect(of(SESSIONS)?.why).toEqual(
      expect.arrayContaining([expect.stringMatching(/can't be read: denied/)]),
    );
  });
});
