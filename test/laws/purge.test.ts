import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenArchive } from "../../shared/app/Archive.ts";
import { findHead } from "../../shared/app/findHead.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { purge } from "../../shared/app/purge.ts";
import { rebuild } from "../../shared/app/rebuild.ts";
import { verify } from "../../shared/app/verify.ts";
import { folderArchive } from "../../shared/archive/folderArchive.ts";
import { sessionRowSort, tombstonesPartition } from "../../shared/session/keys.ts";
import type { Tombstone } from "../../shared/session/Tombstone.ts";
import { decodeBody } from "../../shared/store/body.ts";
import type { Row, Table } from "../../shared/store/Table.ts";
import { wantedEngines, type EngineName } from "../engines/Engine.ts";
import { answersOf } from "./answersOf.ts";
import { deliver } from "./deliver.ts";
import { historyOf, SESSION_GROUP, SMALL, USUAL, type History } from "./History.ts";
import { newAccount, openEngine, portsOn, replayed, runs } from "./lawEngine.ts";
import { calm, wild } from "./Plan.ts";

const SECRET = "hunter2-nobody-may-read-this";

/** The histories' first session prints a secret, in its own stream and behind the prefix. */
function withSecret(history: History): History {
  const lanes = history.lanes.map((lane) => ({
    ...lane,
    events: lane.events.map((event) => ({
      ...event,
      message:
        lane.logGroup === SESSION_GROUP && lane.logStream === history.lanes[1]?.logStream
          ? event.message.replaceAll("ls /opt/ml", `echo ${SECRET}`)
          : event.message,
    })),
  }));
  return { ...history, lanes };
}

const held: readonly EngineName[] = ["sqlite", "dynalite"];
const wanted = held.filter((name) => wantedEngines().includes(name));
const [run, names] = wanted.length > 0 ? [test, wanted] : [test.skip, held];
run.each(names)(
  "what was purged stays away in any order of evidence, from rows, archive and index alike, on %s",
  async (name) => {
    const engines = [await openEngine(name), await openEngine(name)] as const;
    const [one, other] = engines;
    if (one.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${one.reason}`);
    if (other.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${other.reason}`);
    let purges = 0;
    const cases = historyOf(name === "sqlite" ? USUAL : SMALL)
      .map(withSecret)
      .chain((history) => fc.record({ history: fc.constant(history), plan: wild(history) }));
    const law = fc.assert(
      fc.asyncProperty(cases, async ({ history, plan }) => {
        const folder = mkdtempSync(join(tmpdir(), "ssmtrail-purge-"));
        try {
          const archive = folderArchive(folder);
          const account = newAccount();
          const watched = watching(one.table);
          const ports = portsOn(watched.table, 0, archive);
          await deliver(ports, account, history, calm(history));
          const session = history.lanes[1]?.logStream ?? "";
          const found = await findHead(ports.store, { account }, session);
          if (typeof found === "string") return;
          purges++;
          const request = { scope: found.scope, sessionId: session, by: "me", reason: "leak" };
          const done = await purge(ports, found.head, request, archive);
          const answers = await answersOf(ports, account);
          expect(JSON.stringify(answers)).not.toContain(SECRET);
          expect(watched.held()).not.toContain(SECRET);
          await noSecretIn(archive);
          // Again, and evidence again, in any order: nothing comes back and nothing else changes.
          expect(await purge(ports, found.head, request, archive)).toMatchObject({
            events: 0,
            entries: 0,
          });
          await deliver(ports, account, history, plan);
          expect(await answersOf(ports, account)).toEqual(answers);
          expect(watched.held()).not.toContain(SECRET);
          await noSecretIn(archive);
          // Where the tombstone was first, the same.
          if (done.is === "purged")
            await sameWhereFirst(other.table, done.tombstone, history, plan, answers);
          const again = portsOn(other.table);
          await keep(again, done.is === "purged" ? done.tombstone : undefined);
          await rebuild(again, archive);
          expect(JSON.stringify(await answersOf(again, account))).toBe(JSON.stringify(answers));
          const { findings } = await verify(portsOn(one.table), archive);
          expect(findings.filter(({ flaw }) => flaw !== "missing")).toEqual([]);
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: runs(name === "sqlite" ? 40 : 8, 0.1), ...replayed() },
    );
    try {
      await law;
      expect(purges).toBeGreaterThan(0);
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  },
  3_000_000,
);

async function sameWhereFirst(
  table: Table,
  tombstone: Tombstone,
  history: History,
  plan: Parameters<typeof deliver>[3],
  answers: unknown,
): Promise<void> {
  const account = newAccount();
  const [, before = ""] = tombstone.scope.split("/");
  const text = JSON.stringify(tombstone).replaceAll(before, account);
  const ports = portsOn(table);
  await keep(ports, JSON.parse(text) as Tombstone);
  await deliver(ports, account, history, plan);
  const now = JSON.stringify(await answersOf(ports, account));
  expect(now).toBe(JSON.stringify(answers));
}

async function keep(ports: Ports, tombstone: Tombstone | undefined): Promise<void> {
  if (tombstone === undefined) return;
  const { scope, sessionId } = tombstone;
  const key = { partition: tombstonesPartition(scope), sort: sessionRowSort(sessionId) };
  await ports.store.save(key, tombstone, 0);
}

async function noSecretIn(archive: OpenArchive): Promise<void> {
  for await (const { name } of archive.list())
    expect(JSON.stringify(await archive.open(name))).not.toContain(SECRET);
}

/** The table, and the text of all rows that it holds by what was put into it. */
function watching(table: Table): { table: Table; held: () => string } {
  const rows = new Map<string, Row>();
  const nameOf = ({ partition, sort }: { partition: string; sort: string }) =>
    `${partition}\n${sort}`;
  return {
    held: () => [...rows.values()].map(({ body }) => JSON.stringify(decodeBody(body))).join("\n"),
    table: {
      get: (keys) => table.get(keys),
      list: (range) => table.list(range),
      async save(row, expected) {
        const saved = await table.save(row, expected);
        if (saved) rows.set(nameOf(row), row);
        return saved;
      },
      async write(puts, deletes) {
        await table.write(puts, deletes);
        for (const row of puts) rows.set(nameOf(row), row);
        for (const key of deletes) rows.delete(nameOf(key));
      },
      exclusively: (work) => work(),
      close: () => Promise.resolve(),
    },
  };
}
