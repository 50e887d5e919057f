import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import {
  BASE,
  baseCost,
  costTable,
  MEASURED,
  perThousand,
  SESSION,
} from "../../../infra/deploy/cost.mjs";
import { nodePorts } from "../../../shared/node/nodePorts.ts";
import { tableStore } from "../../../shared/store/tableStore.ts";
import { bring } from "../../bench/bring.ts";
import { streamedSession, transcriptSession } from "../../bench/makeEvidence.ts";
import { sum } from "../../bench/statistics.ts";
import { withDynalite } from "../../bench/openDynalite.ts";
import type { Row, RowKey, Table } from "../../../shared/store/Table.ts";

const START = Date.UTC(2026, 2, 1);
const DEFLATE_LEVEL = 6;

/** The stated session, delivered as it comes, to a table that counts as DynamoDB does. */
async function measure(form: "streamed" | "transcript"): Promise<{
  deliveries: number;
  writeUnits: number;
  readUnits: number;
  tableKb: number;
}> {
  const make = form === "streamed" ? streamedSession : transcriptSession;
  const lane = make(1, START, SESSION);
  const deliveries = form === "streamed" ? lane.events.length : 1;
  return withDynalite(async (table, units) => {
    const held = heldBytes(table);
    const store = tableStore(held.table, DEFLATE_LEVEL);
    // As deployed, where each delivery looks whether its session is on hold.
    const retention = { fragmentDays: 99_999, commandDays: 99_999 };
    await bring(
      { ...nodePorts(store), retention },
      lane,
      form === "streamed" ? 1 : lane.events.length,
    );
    const { readUnits, writeUnits } = units;
    return { deliveries, writeUnits, readUnits, tableKb: Math.ceil(held.bytes() / 1_000) };
  });
}

/** What the rows hold in the end, with their keys and what DynamoDB adds to each. */
function heldBytes(table: Table): { table: Table; bytes: () => number } {
  const rows = new Map<string, number>();
  const nameOf = ({ partition, sort }: RowKey): string => `${partition}\n${sort}`;
  const put = (row: Row): void => {
    rows.set(nameOf(row), nameOf(row).length + row.body.byteLength + 100);
  };
  return {
    bytes: () => sum(rows.values()),
    table: {
      get: (keys) => table.get(keys),
      list: (range) => table.list(range),
      async save(row, expected) {
        const saved = await table.save(row, expected);
        if (saved) put(row);
        return saved;
      },
      async write(puts, deletes) {
        await table.write(puts, deletes);
        puts.forEach(put);
        for (const key of deletes) rows.delete(nameOf(key));
      },
      exclusively: (work) => table.exclusively(work),
      close: () => table.close(),
    },
  };
}

test.each(["streamed", "transcript"] as const)(
  "a %s session takes what the price list says, and no more",
  async (form) => {
    const measured = await measure(form);
    const said = MEASURED[form];
    console.info(JSON.stringify({ form, measured }));
    expect(measured.deliveries).toBe(said.deliveries);
    for (const unit of ["writeUnits", "readUnits", "tableKb"] as const) {
      expect(measured[unit]).toBeLessThanOrEqual(said[unit]);
      // Nor far less: then the list is out of date.
      expect(measured[unit]).toBeGreaterThan(0.7 * said[unit]);
    }
  },
);

test("the aims: the base, a thousand streamed sessions, a thousand transcripts", () => {
  expect(baseCost()).toBeLessThanOrEqual(5);
  expect(perThousand("streamed")).toBeLessThanOrEqual(0.6);
  expect(perThousand("transcript")).toBeLessThanOrEqual(0.1);
});

test("docs/cost.md shows the table that is computed, and the template has what is reckoned", () => {
  const docs = readFileSync("docs/cost.md", "utf8");
  expect(docs).toContain(costTable({ archive: true }));
  for (const form of ["streamed", "transcript"] as const)
    expect(docs).toContain(`$${perThousand(form).toFixed(2)}`);
  const template = readFileSync("template.yaml", "utf8");
  const count = (type: string): number => template.split(`Type: ${type}\n`).length - 1;
  expect(template.split(" MetricName: ").length - 1).toBe(BASE.alarms);
  expect(count("AWS::CloudWatch::Dashboard")).toBe(BASE.dashboards);
});
