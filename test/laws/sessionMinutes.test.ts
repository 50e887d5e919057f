import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ask } from "../../shared/app/ask.ts";
import { ingest } from "../../shared/app/ingest.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { CommandAnswer, SessionAnswer } from "../../shared/query/Answer.ts";
import { settings } from "./deliver.ts";
import { allSessions, ENDPOINT_GROUP, ENDPOINT_STREAM } from "./History.ts";
import { newAccount, openEngine, portsOn, type LawEngine } from "./lawEngine.ts";

const [SESSION = ""] = allSessions;
const OPENED = Date.parse("2026-03-01T10:00:00Z");
const PREFIX = "[sagemaker ssm logs][model]";
const opens = `${PREFIX}2026-03-01 10:00:00.0000 INFO [ssm-session-worker] [${SESSION}] document: ${SESSION} worker started`;
const typed = ["sh-5.1# ls", "a", "sh-5.1# "].map((text) => `${PREFIX}${text}`);

/** What is delivered: who opened, two hours later what was typed, each under a setting. */
type Delivered = readonly ["opens" | "typed", minutes: number | undefined];

let engine: LawEngine;
beforeAll(async () => {
  engine = await openEngine("sqlite");
});
afterAll(() => (engine.kind === "open" ? engine.close() : undefined));

async function linksAfter(deliveries: readonly Delivered[]) {
  if (engine.kind !== "open") throw new Error(engine.reason);
  const [ports, account] = [portsOn(engine.table), newAccount()];
  for (const [n, [what, sessionMinutes]] of deliveries.entries()) {
    const lines = what === "opens" ? [opens] : typed;
    const message = {
      owner: account,
      logGroup: ENDPOINT_GROUP,
      logStream: ENDPOINT_STREAM,
      subscriptionFilters: [],
      events: lines.map((text, at) => ({
        id: `${what.length}${at}`,
        timestamp: OPENED + (what === "opens" ? 0 : 2 * 3_600_000 + at),
        message: text,
      })),
      rejected: [],
    };
    const own = { ...settings, ...(sessionMinutes === undefined ? {} : { sessionMinutes }) };
    const delivery = { attemptId: `${n}`, read: "read", firstOrdinal: 0 };
    await ingest(ports, own, message, delivery);
  }
  const answered = async <T>(name: "commands" | "sessions"): Promise<readonly T[]> => {
    const question = parseQuestion(name, { account }, 0);
    if (!question.ok) throw new Error(question.error.detail);
    const got = await ask(ports, question.answer);
    if (!got.ok) throw new Error(got.error.detail);
    return (got.answer as { items: readonly T[] }).items;
  };
  const [session] = await answered<SessionAnswer>("sessions");
  const commands = await answered<CommandAnswer>("commands");
  return [session?.openUntil?.slice(8, 16), ...commands.map(({ link }) => link)];
}

const NEXT_DAY = "02T10:00";
const table: readonly { why: string; deliveries: readonly Delivered[]; is: string[] }[] = [
  {
    why: "as long as a session may last, unless told",
    deliveries: [
      ["opens", undefined],
      ["typed", undefined],
    ],
    is: [NEXT_DAY, "inferred"],
  },
  {
    why: "a shorter setting",
    deliveries: [
      ["opens", 60],
      ["typed", 60],
    ],
    is: ["01T11:00", "none"],
  },
  {
    why: "raised: what came before is placed anew",
    deliveries: [
      ["opens", 60],
      ["typed", 60],
      ["opens", 180],
    ],
    is: ["01T13:00", "inferred"],
  },
  {
    why: "lowered: a session keeps what it had",
    deliveries: [
      ["opens", 1_440],
      ["typed", 60],
      ["opens", 60],
    ],
    is: [NEXT_DAY, "inferred"],
  },
];

test.each(table)("$why", async ({ deliveries, is }) => {
  expect(await linksAfter(deliveries)).toEqual(is);
  expect(await linksAfter(deliveries.toReversed())).toEqual(is);
});
