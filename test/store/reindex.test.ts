import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { ask } from "../../shared/app/ask.ts";
import { ingest } from "../../shared/app/ingest.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { countOlder, reindex, type Reindexed } from "../../shared/app/reindex.ts";
import { DEAD_AFTER_MS } from "../../shared/app/settleReading.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import { headSort, readingPartition, type Key } from "../../shared/session/keys.ts";
import type { KeptCommand } from "../../shared/session/KeptCommand.ts";
import type { ReadingHead } from "../../shared/session/ReadingHead.ts";
import { settings } from "../laws/deliver.ts";
import { Crash, dyingTable } from "../laws/dyingTable.ts";
import { openEngine, portsOn, type LawEngine } from "../laws/lawEngine.ts";

async function bring(ports: Ports): Promise<void> {
  const [name] = readdirSync("examples").filter((file) => file.startsWith("session-logs"));
  const lines = gunzipSync(readFileSync(`examples/${name}`))
    .toString()
    .split("\n");
  for (const [n, line] of lines.filter((one) => one !== "").entries()) {
    const decoded = readDataMessage(JSON.parse(line));
    if (decoded.kind !== "data") throw new Error(decoded.kind);
    await ingest(ports, settings, decoded.message, {
      attemptId: `${n}`,
      read: "live",
      firstOrdinal: 0,
    });
  }
}

async function answer(ports: Ports, name: "sessions" | "commands"): Promise<{ items: Item[] }> {
  const question = parseQuestion(name, { maxResults: "1000" }, 0);
  if (!question.ok) throw new Error(question.error.detail);
  const answered = await ask(ports, question.answer);
  if (!answered.ok) throw new Error(answered.error.detail);
  return answered.answer as { items: Item[] };
}

interface Item {
  readonly session: string;
  readonly reader: string | null;
}

const answers = async (ports: Ports) => [
  await answer(ports, "sessions"),
  await answer(ports, "commands"),
];

/** As an older reader would have left it: a command less, one more, and one read wrongly. */
async function age({ store }: Ports, scope: string, sessionId: string): Promise<void> {
  const partition = readingPartition({ kind: "session", scope, sessionId });
  const key: Key<ReadingHead> = { partition, sort: headSort };
  const [head] = await store.load([key]);
  if (head === undefined) throw new Error(sessionId);
  const { digest } = head.value;
  await store.save(key, { ...head.value, digest: { ...digest, reader: "older" } }, head.version);
  const commands: { sort: string; value: KeptCommand }[] = [];
  for await (const row of store.list<KeptCommand>({ partition, from: "cmd#", to: "cmd#~" }))
    commands.push(row);
  const [first, second] = commands;
  if (first === undefined || second === undefined) return;
  await store.change(
    [
      { key: { partition, sort: second.sort }, value: { ...second.value, text: "misread" } },
      { key: { partition, sort: `${first.sort}9` }, value: { ...first.value, text: "made up" } },
    ],
    [{ partition, sort: first.sort }],
  );
}

const all = async (ports: Ports, dryRun: boolean): Promise<Reindexed[]> => {
  const found: Reindexed[] = [];
  for await (const one of reindex(ports, { dryRun })) found.push(one);
  return found;
};

describe.each(["sqlite", "dynalite"] as const)("on %s", (name) => {
  let engine: LawEngine;
  beforeEach(async () => {
    engine = await openEngine(name);
  });
  afterEach(async () => {
    if (engine.kind === "open") await engine.close();
  });

  const opened = async () => {
    if (engine.kind !== "open") throw new Error(engine.reason);
    const ports = portsOn(engine.table);
    await bring(ports);
    const right = await answers(ports);
    const sessions = (right[0]?.items ?? []).map(({ session }) => session);
    for (const session of sessions)
      await age(ports, `${settings.partition}/111122223333/${settings.region}`, session);
    return { table: engine.table, ports, right, sessions };
  };

  test("what an older reader read is read again, and what changed is told", async () => {
    const { ports, right, sessions } = await opened();
    const aged = await answers(ports);
    expect(aged[0]?.items.map(({ reader }) => reader)).toEqual(sessions.map(() => "older"));
    const would = await all(ports, true);
    expect(await answers(ports)).toEqual(aged);
    expect(await countOlder(ports)).toBe(sessions.length);
    const done = await all(ports, false);
    expect(done).toEqual(would);
    expect(done.map(({ reading }) => reading).sort()).toEqual(sessions.toSorted());
    const [one] = done.filter(({ changed }) => changed.length > 0);
    expect(one).toMatchObject({ was: "older", removed: ["made up"] });
    expect(one?.added).toHaveLength(1);
    expect(one?.changed).toEqual([
      { before: "misread", after: expect.any(String), fields: ["text"] },
    ]);
    expect(await answers(ports)).toEqual(right);
    expect([await countOlder(ports), await all(ports, false)]).toEqual([0, []]);
  });

  test("killed before any write, the next run ends where it would have", async () => {
    const { table, right } = await opened();
    let deaths = 0;
    for (let writes = 0; ; writes += 3) {
      try {
        await all(portsOn(dyingTable(table, { left: writes })), false);
        break;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        deaths++;
      }
    }
    expect(deaths).toBeGreaterThan(3);
    const later = portsOn(table, 2 * DEAD_AFTER_MS);
    await all(later, false);
    expect(await answers(later)).toEqual(right);
    expect(await countOlder(later)).toBe(0);
  });
});
