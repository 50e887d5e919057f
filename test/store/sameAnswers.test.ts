import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ask } from "../../shared/app/ask.ts";
import { ingest } from "../../shared/app/ingest.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import type { DataMessage } from "../../shared/logs/DataMessage.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { wantedEngines } from "../engines/Engine.ts";
import { settings } from "../laws/deliver.ts";
import { openEngine, portsOn, type LawEngine } from "../laws/lawEngine.ts";

/** The recorded evidence, each line a decoded data message. */
const messages: readonly DataMessage[] = readdirSync("examples")
  .filter((name) => /^(endpoint-.*|session-logs)\.jsonl\.gz$/.test(name))
  .sort()
  .flatMap((name) =>
    gunzipSync(readFileSync(join("examples", name)))
      .toString()
      .split("\n")
      .filter((line) => line !== ""),
  )
  .map((line) => {
    const decoded = readDataMessage(JSON.parse(line));
    if (decoded.kind !== "data") throw new Error(decoded.kind);
    return decoded.message;
  });

/** The pages of every answer about the evidence, as the text that would be sent. */
async function answersTo(ports: Ports): Promise<string[]> {
  const all: string[] = [];
  const pages = async (name: Ask, parameters: Record<string, string> = {}): Promise<unknown[]> => {
    const items: unknown[] = [];
    let nextToken: unknown = undefined;
    do {
      const token = typeof nextToken === "string" ? { nextToken } : {};
      const question = parseQuestion(name, { ...parameters, ...token }, 0);
      if (!question.ok) throw new Error(question.error.detail);
      const answered = await ask(ports, question.answer);
      const answer = (answered.ok ? answered.answer : {}) as Record<string, unknown>;
      nextToken = answer["nextToken"];
      all.push(`${name} ${JSON.stringify(parameters)} ${JSON.stringify(answered)}`);
      if (Array.isArray(answer["items"])) items.push(...answer["items"]);
    } while (typeof nextToken === "string");
    return items;
  };
  const few = { maxResults: "17" };
  const endpoints = await pages("endpoints");
  for (const { endpoint } of endpoints as { endpoint: string }[]) {
    await pages("targets", { endpoint, generation: "all" });
    await pages("sessions", { endpoint });
    await pages("commands", { endpoint, ...few });
  }
  const sessions = (await pages("sessions", few)) as { session: string; actor: string | null }[];
  for (const { session } of sessions) {
    await pages("session", { session });
    await pages("commands", { session });
  }
  for (const actor of new Set(sessions.flatMap((one) => one.actor ?? [])))
    await pages("sessions", { actor });
  const commands = (await pages("commands", { maxResults: "100" })) as {
    session: string | null;
    id: string;
  }[];
  for (const { session, id } of commands.filter((one, n) => one.session === null || n % 9 === 0))
    await pages("output", { command: id, ...(session === null ? {} : { session }) });
  await pages("doubtful", few);
  for (const program of ["ls", "cat", "curl", "python3", "nobody"])
    await pages("commands", { program });
  await pages("commands", { text: "MODEL", ...few });
  await pages("findings", few);
  await pages("unrecognised", few);
  await pages("counts");
  return all;
}

describe("the recorded evidence", () => {
  let expected: string[];
  const answersOn = async (engine: LawEngine & { kind: "open" }): Promise<string[]> => {
    const ports = portsOn(engine.table);
    for (const [n, message] of messages.entries())
      await ingest(ports, settings, message, {
        attemptId: `attempt-${n}`,
        read: "read",
        firstOrdinal: 0,
      });
    return answersTo(ports);
  };

  beforeAll(async () => {
    const sqlite = await openEngine("sqlite");
    if (sqlite.kind === "unavailable") throw new Error(sqlite.reason);
    expected = await answersOn(sqlite);
    await sqlite.close();
  });

  test("answers every question with something", () => {
    expect(expected.length).toBeGreaterThan(60);
    expect(expected.filter((each) => each.includes('"ok":false'))).toEqual([]);
    expect(expected.join("\n").length).toBeGreaterThan(100_000);
  });

  // SQLite too: two stores of one engine must not differ either.
  test.each(wantedEngines())(
    "has the same answers, byte for byte, from %s",
    async (name) => {
      const engine = await openEngine(name);
      if (engine.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${engine.reason}`);
      try {
        expect(await answersOn(engine)).toEqual(expected);
      } finally {
        await engine.close();
      }
    },
    600_000,
  );
});
