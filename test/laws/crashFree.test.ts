import fc from "fast-check";
import { DEAD_AFTER_MS } from "../../shared/app/settleReading.ts";
import type { Table } from "../../shared/store/Table.ts";
import { wantedEngines } from "../engines/Engine.ts";
import { answersOf } from "./answersOf.ts";
import { deliver, deliverOne } from "./deliver.ts";
import { history } from "./History.ts";
import { newAccount, openEngine, portsOn, runs, type LawEngine } from "./lawEngine.ts";
import { calm, wild } from "./Plan.ts";

class Crash extends Error {}

/** The same table, in a process that dies just before its n-th write. */
function dyingTable(table: Table, writes: { left: number }): Table {
  const spend = (): void => {
    if (writes.left-- <= 0) throw new Crash();
  };
  return {
    get: (keys) => table.get(keys),
    list: (range) => table.list(range),
    async save(row, expected) {
      spend();
      return table.save(row, expected);
    },
    // Each row of a batch is a write of its own: any of them may be the last.
    async write(puts, deletes) {
      for (const row of puts) {
        spend();
        await table.write([row], []);
      }
      for (const key of deletes) {
        spend();
        await table.write([], [key]);
      }
    },
    // No transaction: what is kept before the crash stays, as on DynamoDB.
    exclusively: (work) => work(),
    close: () => Promise.resolve(),
  };
}

describe.each(wantedEngines())("law 2, crash-free, on %s", (name) => {
  let engine: LawEngine;
  beforeAll(async () => {
    engine = await openEngine(name);
  });
  afterAll(async () => {
    if (engine.kind === "open") await engine.close();
  });

  test("dying between any two writes, then delivering again, ends in the answers of a calm run", async () => {
    if (engine.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${engine.reason}`);
    const { table } = engine;
    const ports = portsOn(table);
    const lives = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 6 });
    const planned = history.chain((one) => fc.tuple(fc.constant(one), wild(one), lives));
    let tried = 0;
    let crashes = 0;
    await fc.assert(
      fc.asyncProperty(planned, async ([one, plan, budget]) => {
        const [first, second] = [newAccount(), newAccount()];
        await deliver(ports, first, one, calm(one));
        let n = 0;
        for (const [k, delivery] of plan.flat().entries()) {
          const left = budget[k % budget.length] ?? 0;
          const dying = portsOn(dyingTable(table, { left }));
          const attempt = `attempt-${n++}`;
          try {
            await deliverOne(dying, second, one, delivery, attempt);
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
            crashes++;
            // Others come in between, as they may while Lambda waits to try again.
            if (k % 2 === 0) await deliverOne(ports, second, one, delivery, attempt);
          }
        }
        // Whatever died is dead for good by the time that everything is delivered once more.
        const later = portsOn(table, 2 * DEAD_AFTER_MS);
        for (const [k, delivery] of plan.flat().entries())
          await deliverOne(later, second, one, delivery, `attempt-${k}`);
        expect(await answersOf(ports, second)).toEqual(await answersOf(ports, first));
        tried++;
      }),
      { numRuns: runs(100) },
    );
    console.info(`law 2 on ${name}: ${tried} histories, ${crashes} crashes`);
  }, 1_200_000);
});
