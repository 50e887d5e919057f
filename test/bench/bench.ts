// `npm run bench`: every figure as one JSON document on stdout, progress on stderr.
//   --only reading,ingest   these parts only
//   --quick                 small sizes: shows that all of it runs, says nothing of speed
//   --large                 the sizes that take longest, too
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { BenchPart } from "./Figure.ts";
import { coldStart } from "./coldStart.ts";
import { deliveryOrder } from "./deliveryOrder.ts";
import { ingestSqlite } from "./ingestSqlite.ts";
import { ingestUnits } from "./ingestUnits.ts";
import { memory } from "./memory.ts";
import { query } from "./query.ts";
import { reading } from "./reading.ts";
import { screen } from "./screen.ts";

const PARTS: Readonly<Record<string, BenchPart>> = {
  reading,
  screen,
  ingest: ingestSqlite,
  writeUnits: ingestUnits,
  deliveryOrder,
  query,
  coldStart,
  memory,
};

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    large: { type: "boolean", default: false },
  },
});
const names = values.only?.split(",") ?? Object.keys(PARTS);
const unknown = names.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`bench: no part ${unknown.join()}; there are ${Object.keys(PARTS).join()}`);
  process.exit(64);
}

const { quick, large } = values;
const load = loadavg();
const parts: object[] = [];
for (const name of names) {
  const start = performance.now();
  console.error(`bench: ${name} …`);
  const figures = (await PARTS[name]?.({ quick, large })) ?? [];
  for (const { figure, value, unit, ratio, aim, reached } of figures)
    console.error(
      `  ${reached === false ? "✗" : reached === true ? "✓" : "·"} ${figure}: ${value} ${unit}${ratio === undefined ? "" : `, ${ratio} ×`}${aim === null ? "" : ` (${aim})`}`,
    );
  parts.push(...figures.map((figure) => ({ part: name, ...figure })));
  console.error(`bench: ${name} took ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
console.log(
  JSON.stringify(
    {
      bench: "ssmtrail",
      size: quick ? "quick" : large ? "large" : "usual",
      node: process.version,
      cpus: cpus().length,
      // The machine's load before and after: above the number of CPUs, times are too long.
      load: [load[0], loadavg()[0]],
      figures: parts,
    },
    undefined,
    2,
  ),
);
