import fc from "fast-check";
import { DEAD_AFTER_MS } from "../../shared/app/settleReading.ts";
import type { Table } from "../../shared/store/Table.ts";
import { wantedEngines, type EngineName } from "../engines/Engine.ts";
import { answersOf } from "./answersOf.ts";
import { deliver, deliverOne } from "./deliver.ts";
import { Crash, dyingTable } from "./dyingTable.ts";
import { historyOf, SMALL, USUAL, type History } from "./History.ts";
import { newAccount, openEngine, portsOn, replayed, runs, type LawEngine } from "./lawEngine.ts";
import { nothingHidden } from "./nothingHidden.ts";
import { calm, wild, type Plan } from "./Plan.ts";

/** Laws 1 to 3 on one engine, each history held to all three. */
export function holdLaws(name: EngineName): void {
  const wanted = wantedEngines().includes(name);
  const law = wanted ? test : test.skip;
  let engine: LawEngine = { kind: "unavailable", reason: "not asked for" };
  beforeAll(async () => {
    if (wanted) engine = await openEngine(name);
  });
  afterAll(async () => {
    if (engine.kind === "open") await engine.close();
  });

  law(
    `order-free, crash-free, nothing invented or hidden, on ${name}`,
    async () => {
      if (engine.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${engine.reason}`);
      const { table } = engine;
      const told = { histories: 0, commands: 0, lines: 0, crashes: 0 };
      await fc.assert(
        fc.asyncProperty(cases(name), async ({ history, plan, lives }) => {
          const calmly = await answersAfterCalm(table, history);
          const seen = await orderFree(table, history, plan, calmly);
          told.crashes += await crashFree(table, history, plan, lives, calmly);
          told.commands += seen.commands;
          told.lines += seen.lines;
          told.histories++;
        }),
        { numRuns: runs(100), ...replayed() },
      );
      console.info(`laws 1, 2, 3 on ${name}: ${JSON.stringify(told)}`);
      // A handful of histories may well hold none of one kind.
      if (told.histories >= 50)
        expect(told.commands * told.lines * told.crashes).toBeGreaterThan(0);
    },
    3_000_000,
  );
}

interface Case {
  readonly history: History;
  readonly plan: Plan;
  /** How many writes each process makes before it dies. */
  readonly lives: readonly number[];
}

function cases(name: EngineName): fc.Arbitrary<Case> {
  const lives = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 6 });
  return historyOf(name === "sqlite" ? USUAL : SMALL).chain((history) =>
    fc.record({ history: fc.constant(history), plan: wild(history), lives }),
  );
}

async function answersAfterCalm(table: Table, history: History): Promise<unknown> {
  const account = newAccount();
  await deliver(portsOn(table), account, history, calm(history));
  return answersOf(portsOn(table), account);
}

/** Law 1: any order, cut, copy and overlap of deliveries; and law 3 for what comes of it. */
async function orderFree(
  table: Table,
  history: History,
  plan: Plan,
  calmly: unknown,
): Promise<{ commands: number; lines: number }> {
  const account = newAccount();
  const ports = portsOn(table);
  await deliver(ports, account, history, plan);
  expect(await answersOf(ports, account)).toEqual(calmly);
  return nothingHidden(ports, account, history);
}

/** Law 2: dying between any two writes, then being delivered again. */
async function crashFree(
  table: Table,
  history: History,
  plan: Plan,
  lives: readonly number[],
  calmly: unknown,
): Promise<number> {
  const account = newAccount();
  let crashes = 0;
  for (const [k, delivery] of plan.flat().entries()) {
    const dying = portsOn(dyingTable(table, { left: lives[k % lives.length] ?? 0 }));
    try {
      await deliverOne(dying, account, history, delivery, `attempt-${k}`);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      crashes++;
      // Some are tried again at once; others come in between, as while Lambda waits to try again.
      if (k % 2 === 0) await deliverOne(portsOn(table), account, history, delivery, `attempt-${k}`);
    }
  }
  // Whatever died is dead for good by the time that everything is delivered once more.
  const later = portsOn(table, 2 * DEAD_AFTER_MS);
  for (const [k, delivery] of plan.flat().entries())
    await deliverOne(later, account, history, delivery, `attempt-${k}`);
  expect(await answersOf(later, account)).toEqual(calmly);
  return crashes;
}
