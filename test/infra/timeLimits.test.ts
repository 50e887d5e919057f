import { readFileSync } from "node:fs";
import { DELIVERY_MS } from "../../shared/app/boundedPorts.ts";
import { DEAD_AFTER_MS } from "../../shared/app/settleReading.ts";

const template = readFileSync("template.yaml", "utf8");

/** Functions by name, with their time limits in seconds. */
const limits = new Map(
  [
    ...template.matchAll(
      /^ {2}(\w+):\n {4}Type: AWS::Serverless::Function\n([\s\S]*?)(?=^ {2}\S)/gm,
    ),
  ].map(([, name = "", body = ""]) => [name, Number(/^ +Timeout: ([0-9]+)$/m.exec(body)?.[1])]),
);

/** These end each delivery by themselves (`boundedPorts`), or take none in. */
const OWN_LIMITS = ["Reconcile", "Subscribe"];

test("no function outlives the time after which its attempts count as dead", () => {
  expect(limits.size).toBeGreaterThanOrEqual(4);
  for (const [name, seconds] of limits)
    if (!OWN_LIMITS.includes(name)) expect(seconds * 1_000).toBeLessThan(DEAD_AFTER_MS);
});

test("and none that takes many in outlives it with one of them", () => {
  expect(DELIVERY_MS).toBeLessThan(DEAD_AFTER_MS);
});
