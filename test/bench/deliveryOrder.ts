// What the order of deliveries costs: events that come newest first are read again and again. On
// SQLite, by DynamoDB's rules; a shorter run on dynalite shows that the rules are applied rightly.
import { nodePorts } from "../../shared/node/nodePorts.ts";
import type { Table } from "../../shared/store/Table.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { bringSome } from "./bring.ts";
import { countingTable, newCounts } from "./countingTable.ts";
import { ratioAtMost, told, type BenchSize, type Figure } from "./Figure.ts";
import { streamedSession, type BenchLane } from "./makeEvidence.ts";
import { withDynalite } from "./openDynalite.ts";
import { withSqlite } from "./openSqlite.ts";

const PROOF = 60;

export async function deliveryOrder({ quick }: BenchSize): Promise<Figure[]> {
  const lane = laneOf(quick ? PROOF : 2_000);
  const inOrder = lane.events.map((_, n) => n);
  const unit = "read units";
  const name = `DynamoDB: ${inOrder.length} events delivered one by one`;
  const read = (order: readonly number[]): Promise<number> =>
    withSqlite((table) => readUnits(table, lane, order));
  return [
    ratioAtMost(10, await read(inOrder), {
      figure: `${name}, newest first`,
      unit,
      value: await read(inOrder.toReversed()),
      note: await proof(),
    }),
    told({ figure: `${name}, in random order`, unit, value: await read(shuffled(inOrder)) }),
  ];
}

const laneOf = (commands: number): BenchLane =>
  streamedSession(1, Date.UTC(2026, 2, 1), { commands, outputLines: 2 });

async function readUnits(table: Table, lane: BenchLane, order: readonly number[]): Promise<number> {
  const counts = newCounts();
  const ports = nodePorts(tableStore(countingTable(table, counts), 6));
  for (const n of order) await bringSome(ports, lane, n, 1);
  return counts.readUnits;
}

async function proof(): Promise<string> {
  const lane = laneOf(PROOF);
  const order = lane.events.map((_, n) => n).toReversed();
  return withDynalite(async (table, charged) => {
    const counted = await readUnits(table, lane, order);
    return `${PROOF} events newest first: counted ${counted}, dynalite charged ${charged.readUnits}`;
  });
}

/** The same shuffle in every run. */
function shuffled(values: readonly number[]): number[] {
  const out = [...values];
  let seed = 42;
  for (let n = out.length - 1; n > 0; n--) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = seed % (n + 1);
    [out[n], out[other]] = [out[other] ?? 0, out[n] ?? 0];
  }
  return out;
}
