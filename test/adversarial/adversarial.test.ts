import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { EngineName } from "../engines/Engine.ts";
import { newAccount, openEngine, portsOn, type LawEngine } from "../laws/lawEngine.ts";
import { readCase } from "./readCase.ts";
import { seenOf } from "./seenOf.ts";
import { deliverPieces, ordersOf } from "./deliverPieces.ts";

const CASES = join("test", "adversarial", "cases");
const ENGINES: readonly EngineName[] = ["sqlite", "dynalite"];

// Each case says what must come of its evidence (cases/*/expected.json), whatever order it comes in.
describe.each(ENGINES)("adversarial evidence on %s", (name) => {
  let engine: LawEngine = { kind: "unavailable", reason: "not opened" };
  beforeAll(async () => {
    engine = await openEngine(name);
  });
  afterAll(async () => {
    if (engine.kind === "open") await engine.close();
  });

  test.each(readdirSync(CASES))("%s", async (folder) => {
    if (engine.kind === "unavailable") throw new Error(engine.reason);
    const ports = portsOn(engine.table);
    const orders = ordersOf(readCase(join(CASES, folder), "0", "1").pieces.length);
    // Dynalite is slow, and what differs between the engines is small.
    for (const order of name === "sqlite" ? orders : orders.slice(1, 4)) {
      const [account, other] = [newAccount(), newAccount()];
      const { pieces, expected } = readCase(join(CASES, folder), account, other);
      await deliverPieces(
        ports,
        order.map((n) => pieces[n]!),
      );
      expect({ order, ...(await seenOf(ports, account, other, expected)) }).toEqual({
        order,
        ...expected,
      });
    }
  });
});
