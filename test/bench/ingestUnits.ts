// What ingest costs on DynamoDB, in its own units: dynalite holds the table, and each row is sized
// by DynamoDB's rules, by kind.
import { nodePorts } from "../../shared/node/nodePorts.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { bring } from "./bring.ts";
import { countingTable, newCounts } from "./countingTable.ts";
import { atMost, told, type BenchSize, type Figure } from "./Figure.ts";
import {
  prefixedSession,
  streamedSession,
  transcriptSession,
  type BenchLane,
} from "./makeEvidence.ts";
import { withDynalite } from "./openDynalite.ts";
import { sum } from "./statistics.ts";

const START = Date.UTC(2026, 2, 1);
/** Lambda's way: DynamoDB is paid by the byte. */
const DEFLATE_LEVEL = 6;

export async function ingestUnits(size: BenchSize): Promise<Figure[]> {
  return [...(await perKilobyte(size)), ...(await perCommand(size)), ...(await perEvent(size))];
}

interface Costs {
  readonly byKind: ReadonlyMap<string, number>;
  readonly counted: number;
  readonly charged: number;
}

/** Delivers the lanes to a table of their own, `size` events at a time. */
async function costOf(lanes: readonly BenchLane[], size: number): Promise<Costs> {
  const counts = newCounts();
  const charged = await withDynalite(async (table, consumed) => {
    const ports = nodePorts(tableStore(countingTable(table, counts), DEFLATE_LEVEL));
    for (const lane of lanes) await bring(ports, lane, size);
    return consumed.writeUnits;
  });
  return { byKind: counts.writeUnits, counted: sum(counts.writeUnits.values()), charged };
}

const unitsOf = ({ byKind }: Costs, ...kinds: readonly string[]): number =>
  sum(kinds.map((kind) => byKind.get(kind) ?? 0));

async function perKilobyte({ quick }: BenchSize): Promise<Figure[]> {
  const shape = { commands: quick ? 10 : 100, outputLines: 50 };
  const figures: Figure[] = [];
  for (const [form, make] of [
    ["prefixed", prefixedSession],
    ["streamed", streamedSession],
    ["transcript", transcriptSession],
  ] as const) {
    const lane = make(1, START, shape);
    // As CloudWatch sends a busy stream: some hundred lines a delivery.
    const costs = await costOf([lane], form === "prefixed" ? 500 : 10);
    const kilobytes = textBytes(lane) / 1024;
    figures.push(
      atMost(0.6, {
        figure: `DynamoDB, ${form}: fragments and session head`,
        unit: "write units per KB of terminal text",
        value: unitsOf(costs, "fragment", "head", "progress") / kilobytes,
        note: `dynalite charged ${costs.charged} in all, counted ${costs.counted}; ${listed(costs)}`,
      }),
    );
  }
  return figures;
}

const textBytes = ({ events }: BenchLane): number =>
  sum(events.map(({ message }) => Buffer.byteLength(message)));

const listed = ({ byKind }: Costs): string =>
  [...byKind].map(([kind, units]) => `${kind} ${units}`).join(", ");

/** The same session with commands of one and of two programs. */
async function perCommand({ quick }: BenchSize): Promise<Figure[]> {
  const commands = quick ? 10 : 100;
  const cost = async (line: string): Promise<number> => {
    const lane = streamedSession(1, START, { commands, outputLines: 2 }, [line]);
    const costs = await costOf([lane], 10);
    return unitsOf(costs, "command", "program") / commands;
  };
  const one = await cost("cat /opt/ml/model/config.json");
  const two = await cost("ps aux | grep python");
  return [
    atMost(3, {
      figure: "DynamoDB: a command with one program",
      unit: "write units",
      value: one,
    }),
    atMost(1, {
      figure: "DynamoDB: each further program",
      unit: "write units",
      value: two - one,
    }),
  ];
}

/** One record a second, each delivered alone: how a session looks while it is open. */
async function perEvent({ quick }: BenchSize): Promise<Figure[]> {
  const commands = quick ? 10 : 120;
  const figures: Figure[] = [];
  for (const [what, outputLines] of [
    ["few lines", 2],
    ["a screenful", 50],
  ] as const) {
    const costs = await costOf([streamedSession(1, START, { commands, outputLines })], 1);
    const beside = costs.counted - unitsOf(costs, "command", "program");
    figures.push(
      atMost(3, {
        figure: `DynamoDB: a live subscription event of ${what}, beside its commands`,
        unit: "write units",
        value: beside / commands,
        note: `dynalite charged ${costs.charged} in all, counted ${costs.counted}; ${listed(costs)}`,
      }),
      told({
        figure: `DynamoDB: the commands of a live event of ${what}`,
        unit: "write units",
        value: unitsOf(costs, "command", "program") / commands,
      }),
    );
  }
  return figures;
}
