import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rebuild } from "../../shared/app/rebuild.ts";
import { verify } from "../../shared/app/verify.ts";
import { folderArchive } from "../../shared/archive/folderArchive.ts";
import { wantedEngines, type EngineName } from "../engines/Engine.ts";
import { answersOf } from "./answersOf.ts";
import { deliver } from "./deliver.ts";
import { historyOf, SMALL, USUAL } from "./History.ts";
import { newAccount, openEngine, portsOn, replayed, runs } from "./lawEngine.ts";
import { wild } from "./Plan.ts";

/** Law 1: an index made again from the archive answers as the one did that grew as evidence came. */
const held: readonly EngineName[] = ["sqlite", "dynalite"];
const wanted = held.filter((name) => wantedEngines().includes(name));
const [run, names] = wanted.length > 0 ? [test, wanted] : [test.skip, held];
run.each(names)(
  "an index rebuilt from the archive answers the same, byte for byte, on %s",
  async (name) => {
    const [grown, made] = [await openEngine(name), await openEngine(name)];
    if (grown.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${grown.reason}`);
    if (made.kind === "unavailable") return console.warn(`SKIPPED ${name}: ${made.reason}`);
    const cases = historyOf(name === "sqlite" ? USUAL : SMALL).chain((history) =>
      fc.record({ history: fc.constant(history), plan: wild(history) }),
    );
    const rebuilt = fc.assert(
      fc.asyncProperty(cases, async ({ history, plan }) => {
        const folder = mkdtempSync(join(tmpdir(), "ssmtrail-rebuild-"));
        const archive = folderArchive(folder);
        const account = newAccount();
        await deliver(portsOn(grown.table, 0, archive), account, history, plan);
        const report = await rebuild(portsOn(made.table), archive);
        expect(report.damaged).toEqual([]);
        const answers = await answersOf(portsOn(grown.table), account);
        const again = await answersOf(portsOn(made.table), account);
        expect(JSON.stringify(again)).toBe(JSON.stringify(answers));
        // Each holds what the archive does, in whatever order it came to lie there.
        for (const { table } of [grown, made]) {
          const { findings } = await verify(portsOn(table), archive);
          const own = findings.filter(({ flaw }) => flaw !== "missing");
          expect(own).toEqual([]);
        }
        rmSync(folder, { recursive: true });
      }),
      { numRuns: runs(name === "sqlite" ? 60 : 12, 0.1), ...replayed() },
    );
    try {
      await rebuilt;
    } finally {
      await Promise.all([grown.close(), made.close()]);
    }
  },
  3_000_000,
);
