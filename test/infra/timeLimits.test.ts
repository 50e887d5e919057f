import { readFileSync } from "node:fs";
import { DEAD_AFTER_MS } from "../../shared/app/settleReading.ts";

test("no function outlives the time after which its attempts count as dead", () => {
  const template = readFileSync("template.yaml", "utf8");
  const seconds = [...template.matchAll(/^ +Timeout: ([0-9]+)$/gm)].map(([, n]) => Number(n));
  expect(seconds.length).toBeGreaterThanOrEqual(2);
  expect(Math.max(...seconds) * 1_000).toBeLessThan(DEAD_AFTER_MS);
});
