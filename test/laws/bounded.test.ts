import { gzipSync } from "node:zlib";
import { ask } from "../../shared/app/ask.ts";
import { ingest } from "../../shared/app/ingest.ts";
import { gunzip } from "../../shared/aws/gunzip.ts";
import { decodeSubscription, MAX_MESSAGE_BYTES } from "../../shared/logs/decodeSubscription.ts";
import { parseSessionEvent } from "../../shared/logs/parseSessionEvent.ts";
import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import { parseStream } from "../../shared/logs/parseStream.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { headSort, readingPartition } from "../../shared/session/keys.ts";
import { MOST_CLAIMS } from "../../shared/session/mergeClaims.ts";
import { MOST_SOURCES } from "../../shared/session/mergeFacts.ts";
import type { ReadingHead } from "../../shared/session/ReadingHead.ts";
import { findTargetIds } from "../../shared/target/findTargetIds.ts";
import { parseTargetId } from "../../shared/target/parseTargetId.ts";
import { programsOf } from "../../shared/terminal/programsOf.ts";
import { settings } from "./deliver.ts";
import { newAccount, openEngine, portsOn, type LawEngine } from "./lawEngine.ts";
import { metered } from "./workMeter.ts";

const MEGABYTE = 1024 * 1024;
const PREFIX = "[sagemaker ssm logs][model] ";
const AGENT = `${PREFIX}2026-03-01 23:50:01.0000 INFO `;
const SESSION = "eve-00000000000000001";
const fill = (unit: string, length = MEGABYTE): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

describe("a payload", () => {
  const payload = (json: unknown): unknown => ({
    awslogs: {
      data: gzipSync(Buffer.isBuffer(json) ? json : JSON.stringify(json)).toString("base64"),
    },
  });

  test("that inflates past the cap is refused, and inflated no further", () => {
    const bomb = payload(Buffer.alloc(MAX_MESSAGE_BYTES + 1));
    expect(decodeSubscription(bomb, gunzip)).toMatchObject({
      kind: "unreadable",
      code: "too-large",
    });
    const caps: number[] = [];
    decodeSubscription(bomb, (bytes, cap) => {
      caps.push(cap);
      return gunzip(bytes, cap);
    });
    expect(caps).toEqual([MAX_MESSAGE_BYTES]);
    expect(() => gunzip(gzipSync(Buffer.alloc(8 * MEGABYTE)), MEGABYTE)).toThrow(
      /more than 1048576/,
    );
  });

  test("loses no event to a bad one beside it", () => {
    const good = { id: "1", timestamp: 1, message: "x" };
    const bad = [
      null,
      7,
      {},
      { ...good, timestamp: "soon" },
      { ...good, timestamp: -1 },
      { ...good, message: 1 },
      { ...good, id: {} },
    ];
    const decoded = decodeSubscription(
      payload({
        messageType: "DATA_MESSAGE",
        owner: "1",
        logGroup: "g",
        logStream: "s",
        logEvents: [good, ...bad, { ...good, id: "2" }],
      }),
      gunzip,
    );
    if (decoded.kind !== "data") throw new Error(decoded.kind);
    expect(decoded.message.events.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(decoded.message.rejected.map(({ index }) => index)).toEqual(bad.map((_, n) => n + 1));
  });
});

describe("a megabyte of text is read in steps that grow with its length", () => {
  const attacks: readonly { why: string; text: string }[] = [
    { why: "letters", text: fill("a") },
    { why: "spaces", text: fill(" ") },
    { why: "digits", text: fill("0") },
    { why: "hyphens, as in names", text: `a${fill("-")}` },
    { why: "underscores", text: fill("a_") },
    { why: "line feeds", text: fill("\r\n") },
    { why: "open brackets", text: fill("[") },
    { why: "open parentheses", text: fill("$(") },
    { why: "backticks and quotes", text: fill("`\"'") },
    { why: "escapes", text: fill('\\\\"') },
    { why: "control sequences", text: fill("\u001b[1;") },
    { why: "NULs", text: fill("\0") },
    { why: "lone surrogates", text: fill("\ud800") },
    { why: "beginnings of target IDs", text: fill("sagemaker-endpoint:") },
    { why: "target IDs that go on too long", text: fill(`sagemaker-endpoint:${"a".repeat(64)}_`) },
    { why: "whole target IDs", text: fill("sagemaker-endpoint:a_b_i-0123456789abcdef0 ") },
    { why: "context tokens", text: AGENT + fill("[a] ") },
    {
      why: "an agent line without end",
      text: `${AGENT}[ssm-session-worker] [${SESSION}] ${fill("x ")}`,
    },
    {
      why: "fields cut off",
      text: `${AGENT}[ssm-agent-worker] Parsing AgentMessage ${fill('{"SessionOwner":"')}`,
    },
    { why: "nested lists", text: `${PREFIX}{"sessionData":${fill("[")}` },
    {
      why: "a record that never ends",
      text: `${PREFIX}{"eventVersion":"1.0","sessionData":["${fill("x")}`,
    },
    {
      why: "prose that announces",
      text: `${PREFIX}Target ID: ${fill("sagemaker-endpoint:a_b_i-00000000, ")}`,
    },
    { why: "pipes", text: fill("a | ") },
    { why: "programs that start programs", text: fill("sudo env ") },
    { why: "heredocs", text: fill("cat <<E\n") },
  ];
  const readers: readonly { name: string; read: (text: string) => unknown }[] = [
    { name: "parseSsmLine", read: (text) => parseSsmLine(text) },
    { name: "parseSsmLine behind a prefix", read: (text) => parseSsmLine(PREFIX + text) },
    { name: "parseSsmLine in an agent line", read: (text) => parseSsmLine(AGENT + text) },
    { name: "parseSessionEvent", read: (text) => parseSessionEvent(text) },
    { name: "findTargetIds", read: (text) => findTargetIds(text) },
    { name: "parseTargetId", read: (text) => parseTargetId(text) },
    {
      name: "parseStream",
      read: (text) =>
        parseStream({
          logGroup: `/aws/sagemaker/Endpoints/${text}`,
          logStream: text,
          sessionLogGroups: ["/s*"],
        }),
    },
    { name: "programsOf", read: (text) => programsOf(text) },
  ];
  describe.each(readers)("$name", ({ read }) => {
    test.each(attacks)("$why", ({ text }) => {
      const work = metered(() => read(text));
      expect(work.exploded).toEqual([]);
      expect(work.scanned / text.length).toBeLessThan(40);
    });
  });

  test("of its target IDs no more are kept than a start-up list may name", () => {
    const text = fill("sagemaker-endpoint:a_b_i-0123456789abcdef0 ");
    expect(findTargetIds(text)).toHaveLength(64);
    expect(parseSsmLine(`${PREFIX}Target ID: ${text}`).targets.length).toBeLessThanOrEqual(64);
    expect(programsOf(fill("a;b1;c2;d3 | e4 && f5\n")).length).toBeLessThanOrEqual(32);
  });

  test("the meter sees what explodes and what scans again and again", () => {
    const attack = `${fill("a", 20)}${fill("b", 60)}`;
    expect(metered(() => /^a+$/.test(attack)).exploded).toEqual([]);
    expect(metered(() => /^(?:a+)+$/.test(attack)).exploded).toEqual(["^(?:a+)+$"]);
    const text = fill("ab", 1_000);
    const again = metered(() => {
      for (let n = 0; n < 500; n++) text.indexOf("c");
    });
    expect(again.scanned).toBe(500_000);
  });
});

describe("one index", () => {
  let engine: LawEngine & { kind: "open" };
  beforeAll(async () => {
    const opened = await openEngine("sqlite");
    if (opened.kind === "unavailable") throw new Error(opened.reason);
    engine = opened;
  });
  afterAll(() => engine.close());

  const START = Date.parse("2026-03-01T12:00:00Z");
  const bring = (owner: string, messages: readonly string[]): Promise<unknown> =>
    ingest(
      portsOn(engine.table),
      settings,
      {
        owner,
        logGroup: "/aws/sagemaker/Endpoints/churn",
        logStream: "blue/i-0123456789abcdef0/ssm",
        subscriptionFilters: [],
        events: messages.map((message, n) => ({
          id: String(10_000 + n),
          timestamp: START + n,
          message,
        })),
        rejected: [],
      },
      { attemptId: "a", read: "r", firstOrdinal: 0 },
    );
  const answer = async (
    account: string,
    name: Ask,
    parameters: Record<string, string> = {},
  ): Promise<Record<string, unknown>> => {
    const question = parseQuestion(name, { ...parameters, account }, 0);
    if (!question.ok) throw new Error(question.error.detail);
    const answered = await ask(portsOn(engine.table), question.answer);
    if (!answered.ok) throw new Error(answered.error.detail);
    return answered.answer as Record<string, unknown>;
  };
  const commandsIn = async (account: string): Promise<string[]> =>
    ((await answer(account, "commands"))["items"] as { command: string }[]).map(
      ({ command }) => command,
    );

  const session = `${AGENT}[ssm-session-worker] [${SESSION}] `;
  const opening = `${session}document: ${SESSION} worker started`;
  const shell = (text: string): string => `${PREFIX}${text}`;
  const good = [
    opening,
    shell("sh-5.1# id"),
    shell("uid=0(root)"),
    shell("sh-5.1# whoami"),
    shell("root"),
    shell("sh-5.1# "),
  ];
  const bad = [
    { why: "a line of a megabyte", line: shell(fill("x")) },
    { why: "a prefix that is broken", line: "[sagemaker ssm logs][no such name!] x" },
    {
      why: "a record that is cut",
      line: shell('{"eventVersion":"1.0","sessionId":"x","sessionData":["a'),
    },
    { why: "NULs and lone surrogates", line: shell("\0\ud800\0\udc00") },
    { why: "a control sequence without end", line: shell(`\u001b]0;${fill("9", 100_000)}`) },
    {
      why: "numbers far out of range",
      line: shell("\u001b[99999999999999999999;1H\u001b[4294967296C"),
    },
    { why: "a hundred thousand lines in one event", line: shell(fill("a\n", 200_000)) },
    { why: "no prefix at all", line: "?" },
    { why: "an empty text", line: "" },
  ];
  test.each(bad)("loses nothing of a batch to $why", async ({ line }) => {
    const account = newAccount();
    await bring(account, [...good.slice(0, 3), line, ...good.slice(3)]);
    expect(await commandsIn(account)).toEqual(["whoami", "id"]);
  });

  test("shows what it could not read, and how much of it was cut", async () => {
    const account = newAccount();
    const line = `[sagemaker ssm logs][no such name!] ${fill("y")}`;
    await bring(account, [line]);
    const { items } = await answer(account, "unrecognised");
    const [one] = items as { line: string; cut: number }[];
    expect(one?.line.length).toBeLessThan(10_000);
    expect((one?.line.length ?? 0) + (one?.cut ?? 0)).toBe(line.length);
  });

  test("keeps a head small under a flood of forged statements, and says that there were more", async () => {
    const account = newAccount();
    const forged = Array.from({ length: 2_000 }, (_, n) => {
      const payload = {
        DocumentInformation: {
          DocumentID: SESSION,
          InstanceID: `sagemaker-endpoint:e${n}_v_i-0123456789abcdef0`,
          DocumentName: `doc${n}`,
          SessionOwner: `arn:aws:sts::111122223333:assumed-role/Dev/forged${n}`,
        },
        DocumentType: "StartSession",
      };
      const line = `2026-03-01 23:50:01.0000 INFO [ssm-session-worker] [${SESSION}] [DataBackend] ${JSON.stringify(payload)}`;
      return `[sagemaker ssm logs][c${n % 40}] ${line}`;
    });
    await bring(account, [opening, ...forged]);
    const ref = { kind: "session", scope: `aws/${account}/us-east-1`, sessionId: SESSION } as const;
    const key = { partition: readingPartition(ref), sort: headSort };
    const [row] = await engine.table.get([key]);
    expect(row?.body.byteLength).toBeLessThan(8_000);
    const [head] = await portsOn(engine.table).store.load<ReadingHead>([key]);
    const { claims, sources } = head?.value.facts ?? { claims: {}, sources: [] };
    expect(Object.keys(claims).toSorted()).toEqual(
      expect.arrayContaining(["document", "owner", "target"]),
    );
    for (const { kept, more } of Object.values(claims)) {
      expect(kept).toHaveLength(MOST_CLAIMS);
      expect(more).toBe(true);
    }
    expect(sources).toHaveLength(MOST_SOURCES);

    const shown = await answer(account, "session", { session: SESSION });
    expect(shown["actor"]).toBeNull();
    expect(shown["candidates"]).toHaveLength(MOST_CLAIMS);
    expect(shown["moreClaims"]).toEqual(Object.keys(claims).toSorted());
    expect(JSON.stringify(shown).length).toBeLessThan(40_000);
  });
});
