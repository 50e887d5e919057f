import { afterAll, expect, test } from "@jest/globals";
import { boundedPorts } from "../../shared/app/boundedPorts.ts";
import { StoreError } from "../../shared/app/StoreError.ts";
import { openEngine, portsOn } from "../laws/lawEngine.ts";
import { newPartition } from "../store/rows.ts";

const engine = await openEngine("sqlite");
if (engine.kind === "unavailable") throw new Error(engine.reason);
const { table } = engine;
afterAll(() => engine.close());

test("nothing is written any more once the time is over, and everything can be read", async () => {
  let now = 1_000;
  const { store } = boundedPorts({ ...portsOn(table), now: () => now }, 500);
  const key = { partition: newPartition(), sort: "a" };
  await store.change([{ key, value: 1 }], []);
  now = 1_501;
  await expect(store.change([{ key, value: 2 }], [])).rejects.toThrow(StoreError);
  await expect(store.change([], [key])).rejects.toThrow(/longer than 0.5 seconds/);
  await expect(store.save({ ...key, sort: "b" }, 2, 0)).rejects.toThrow(StoreError);
  expect((await store.load([key]))[0]?.value).toBe(1);
});
