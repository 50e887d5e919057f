import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Ports } from "../../shared/app/Ports.ts";
import { pull, type PullReport } from "../../shared/app/whole/pull.ts";
import { answersOf } from "../laws/answersOf.ts";
import { settings } from "../laws/deliver.ts";
import { Crash, dyingTable } from "../laws/dyingTable.ts";
import { newAccount, openEngine, portsOn } from "../laws/lawEngine.ts";
import { RecordedAccount } from "./RecordedAccount.ts";
import { ownSecret, scopeOf } from "./runReconcile.ts";

const engine = await openEngine("sqlite");
if (engine.kind === "unavailable") throw new Error(engine.reason);
const { table } = engine;
afterAll(() => engine.close());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.parse("2026-03-10T12:00:00Z");
const GROUP = "/aws/sagemaker/Endpoints/Churn-Model";
const STREAM = "blue/i-0123456789abcdef0/ssm";

let account: string;
let world: RecordedAccount;
beforeEach(() => {
  account = newAccount();
  world = new RecordedAccount(account);
  for (let day = 0; day < 8; day++) say(T0 - day * DAY - HOUR, `sh-5.1# echo ${day}`);
});

const say = (at: number, text: string): void =>
  world.put(GROUP, STREAM, {
    id: `77${at}`,
    timestamp: at,
    message: `[sagemaker ssm logs][c] ${text}`,
  });

const run = (
  since: number,
  on = table,
  now = T0,
  endpoints: readonly string[] | null = null,
): Promise<PullReport> => {
  const ports: Ports = { ...portsOn(on), now: () => now, secret: ownSecret };
  return pull(
    ports,
    { logs: world.logs, sessions: world.lister, trail: world.trailReader },
    { scope: scopeOf(account), settings, endpoints, since },
  );
};

describe("pull", () => {
  test("takes what is asked for, then only what is new, then what is older", async () => {
    expect(await run(T0 - 2 * DAY)).toMatchObject({ events: 2, taken: 2, problems: [] });
    expect(await run(T0 - 2 * DAY)).toMatchObject({ taken: 0 });
    say(T0 + HOUR, "sh-5.1# echo new");
    expect(await run(T0 - 2 * DAY, table, T0 + 2 * HOUR)).toMatchObject({ taken: 1 });
    expect(await run(T0 - 5 * DAY, table, T0 + 2 * HOUR)).toMatchObject({ taken: 3 });
    expect(await run(T0 - 5 * DAY, table, T0 + 2 * HOUR)).toMatchObject({ taken: 0 });
  });

  test("leaves no hole where less was asked for later", async () => {
    await run(T0 - 5 * DAY, table, T0 - 3 * DAY);
    await run(T0 - HOUR, table, T0);
    expect(await run(T0 - 5 * DAY, table, T0)).toMatchObject({ taken: 0 });
  });

  test("only the endpoints that are named, in any case", async () => {
    expect(await run(0, table, T0, ["other"])).toMatchObject({ logGroups: 0, events: 0 });
    expect(await run(0, table, T0, ["CHURN-model"])).toMatchObject({ logGroups: 1, events: 8 });
  });

  test("killed at any write and begun again, it ends in the same answers", async () => {
    await run(0);
    const calm = await answersOf(portsOn(table), account);
    for (const left of [0, 1, 2, 3, 5, 8, 13, 21, 34]) {
      account = newAccount();
      const died = await run(0, dyingTable(table, { left })).then(
        () => false,
        (error: unknown) => error instanceof Crash,
      );
      expect(died).toBe(true);
      // What a dead attempt left counts as dead some minutes later.
      await run(0, table, T0 + HOUR);
      expect(await answersOf(portsOn(table), account)).toEqual(calm);
    }
  }, 120_000);

  test.each(["listGroups", "listStreams", "readPages", "listSessions", "lookUp"])(
    "%s is denied: it is told, and the rest goes on",
    async (call) => {
      world.refused.set(call, "denied");
      const { problems, nothing } = await run(0);
      expect(problems).toMatchObject([{ code: "denied" }]);
      expect(nothing).toBe(false);
    },
  );

  test("everything is denied: nothing could be asked", async () => {
    for (const call of ["listGroups", "listSessions", "lookUp"]) world.refused.set(call, "denied");
    expect(await run(0)).toMatchObject({ nothing: true, problems: { length: 3 } });
  });

  test("without credentials it stops at once", async () => {
    world.refused.set("listSessions", "no-credentials");
    await expect(run(0)).rejects.toThrow("no-credentials");
  });
});
