import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Ports } from "../../shared/app/Ports.ts";
import { MARGIN_MS } from "../../shared/app/whole/verifyGroup.ts";
import type { Gap } from "../../shared/session/Gap.ts";
import { answersOf } from "../laws/answersOf.ts";
import { deliver, deliverOne } from "../laws/deliver.ts";
import { Crash, dyingTable } from "../laws/dyingTable.ts";
import { historyOf, USUAL, type History } from "../laws/History.ts";
import { newAccount, openEngine, portsOn, replayed, runs } from "../laws/lawEngine.ts";
import { calm } from "../laws/Plan.ts";
import { RecordedAccount } from "./RecordedAccount.ts";
import { gapsOf, ownSecret, runReconcile } from "./runReconcile.ts";

const engine = await openEngine("sqlite");
if (engine.kind === "unavailable") throw new Error(engine.reason);
const { table } = engine;
afterAll(() => engine.close());

const START = Date.parse("2026-03-01T23:50:00Z");
const MINUTE = 60_000;

/** CloudWatch Logs names every event, and holds none twice; the laws' histories are not so tidy. */
const named = (history: History): History => ({
  words: [],
  lanes: history.lanes.map((lane, at) => {
    const all = lane.events.map((event, n) => ({ ...event, id: event.id ?? `9${at}${n}` }));
    return { ...lane, events: [...new Map(all.map((one) => [JSON.stringify(one), one])).values()] };
  }),
});

const lastOf = ({ lanes }: History): number =>
  Math.max(START, ...lanes.flatMap(({ events }) => events.map(({ timestamp }) => timestamp)));

/** The account as it was before anything happened in it. */
function emptyAccount(account: string, { lanes }: History): RecordedAccount {
  const world = new RecordedAccount(account);
  for (const { logGroup, logStream } of lanes)
    world.group(logGroup, START - 60 * MINUTE).streams.set(logStream, []);
  return world;
}

function happen(world: RecordedAccount, { lanes }: History): void {
  for (const { logGroup, logStream, events } of lanes)
    for (const event of events) world.put(logGroup, logStream, event);
}

const portsAt = (now: number, on = table): Ports => ({
  ...portsOn(on),
  now: () => now,
  secret: ownSecret,
});

/** What an answer says of completeness is another matter. */
const withoutMissing = (answers: unknown): unknown =>
  JSON.parse(JSON.stringify(answers, (key, value: unknown) => (key === "missing" ? 0 : value)));

async function answersAfterCalm(history: History): Promise<unknown> {
  const account = newAccount();
  const ports = portsOn(table);
  await deliver(ports, account, history, calm(history));
  return withoutMissing(await answersOf(ports, account));
}

interface Case {
  readonly history: History;
  /** Which events are delivered, counted through all lanes. */
  readonly delivered: readonly boolean[];
  readonly lives: readonly number[];
}

const cases: fc.Arbitrary<Case> = historyOf(USUAL)
  .map(named)
  .chain((history) => {
    const count = history.lanes.reduce((sum, { events }) => sum + events.length, 0);
    return fc.record({
      history: fc.constant(history),
      delivered: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      lives: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }),
    });
  });

async function deliverSome(account: string, { history, delivered }: Case): Promise<number> {
  let [n, dropped] = [0, 0];
  for (const [lane, { events }] of history.lanes.entries())
    for (const start of events.keys()) {
      if (delivered[n++] === true)
        await deliverOne(
          portsOn(table),
          account,
          history,
          { lane, start, length: 1 },
          `attempt-${n}`,
        );
      else dropped++;
    }
  return dropped;
}

describe("a reconcile run", () => {
  test("heals whatever was dropped, lists it, and never says more than it knows; killed anywhere, it ends the same", async () => {
    const told = { histories: 0, dropped: 0, crashes: 0 };
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { history, lives } = one;
        const calmly = await answersAfterCalm(history);
        const account = newAccount();
        const world = emptyAccount(account, history);
        const first = await runReconcile(world, account, portsAt(START - 30 * MINUTE));
        expect(first).toMatchObject({ finished: true, healed: 0, problems: [] });
        expect(first.completeUpTo).toMatchObject({ upTo: START - 30 * MINUTE - MARGIN_MS });
        happen(world, history);
        const dropped = await deliverSome(account, one);
        const end = lastOf(history) + 2 * MARGIN_MS;
        for (const left of lives) {
          const died = await runReconcile(
            world,
            account,
            portsAt(end, dyingTable(table, { left })),
          ).then(
            () => false,
            (error: unknown) => {
              if (!(error instanceof Crash)) throw error;
              return true;
            },
          );
          if (died) told.crashes++;
        }
        // Long after: what a dead attempt left counts as dead.
        const done = await runReconcile(world, account, portsAt(end + 60 * MINUTE));
        expect(done).toMatchObject({ finished: true, problems: [] });
        expect(withoutMissing(await answersOf(portsOn(table), account))).toEqual(calmly);
        expect(done.completeUpTo?.upTo).toBe(end + 60 * MINUTE - MARGIN_MS);
        const gaps = await gapsOf(portsOn(table), account);
        expect(gaps.filter(({ state }) => state !== "healed")).toEqual([]);
        expectListed(one, gaps);
        const again = await runReconcile(world, account, portsAt(end + 60 * MINUTE));
        expect(again.healed).toBe(0);
        expect(await gapsOf(portsOn(table), account)).toEqual(gaps);
        told.histories++;
        told.dropped += dropped;
      }),
      { numRuns: runs(60, 0.1), ...replayed() },
    );
    console.info(`reconcile: ${JSON.stringify(told)}`);
  }, 600_000);
});

/** Every dropped event lies in a gap of its stream. */
function expectListed({ history, delivered }: Case, gaps: readonly Gap[]): void {
  let n = 0;
  for (const { logStream, events } of history.lanes)
    for (const { timestamp } of events)
      if (delivered[n++] !== true)
        expect(
          gaps.some(
            (gap) =>
              gap.kind === "events-missed" &&
              gap.logStream === logStream &&
              gap.from <= timestamp &&
              timestamp <= (gap.to ?? Infinity),
          ),
        ).toBe(true);
}
