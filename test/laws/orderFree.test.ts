import fc from "fast-check";
import { wantedEngines } from "../engines/Engine.ts";
import { answersOf } from "./answersOf.ts";
import { deliver } from "./deliver.ts";
import { history } from "./History.ts";
import { newAccount, openEngine, portsOn, runs, type LawEngine } from "./lawEngine.ts";
import { calm, wild } from "./Plan.ts";

describe.each(wantedEngines())("law 1, order-free, on %s", (name) => {
  let engine: LawEngine;
  beforeAll(async () => {
    engine = await openEngine(name);
  });
  afterAll(async () => {
    if (engine.kind === "open") await engine.close();
  });

  test("any order, cut, copy and overlap of deliveries ends in the answers of a calm one", async () => {
    if (engine.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${engine.reason}`);
    const ports = portsOn(engine.table);
    const planned = history.chain((one) => fc.tuple(fc.constant(one), wild(one)));
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(planned, async ([one, plan]) => {
        const [first, second] = [newAccount(), newAccount()];
        await deliver(ports, first, one, calm(one));
        await deliver(ports, second, one, plan);
        expect(await answersOf(ports, second)).toEqual(await answersOf(ports, first));
        tried++;
      }),
      { numRuns: runs(100) },
    );
    console.info(`law 1 on ${name}: ${tried} histories`);
  }, 1_200_000);
});
