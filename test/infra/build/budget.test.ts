import { expect, test } from "@jest/globals";
import { BUDGET_KB, checkBudget } from "../../../infra/build/budget.mjs";

const bundle = (bytes: number) => ({ name: "ingest", bytes, gzipBytes: bytes / 4 });

test("a bundle may fill its budget to the last byte, and no further", () => {
  expect(checkBudget([bundle(BUDGET_KB * 1024)]).over).toEqual([]);
  expect(checkBudget([bundle(BUDGET_KB * 1024 + 1)]).over).toEqual(["ingest"]);
});

test("the table says how large each bundle is, and which is over", () => {
  const { table } = checkBudget([bundle(2048), { ...bundle(1024), name: "query" }], 1);
  expect(table.split("\n").map((line) => line.trim().split(/ {2,}/))).toEqual([
    ["function", "KB", "gzip KB", "budget"],
    ["ingest", "2.0", "0.5", "OVER"],
    ["query", "1.0", "0.3", "1"],
  ]);
});
