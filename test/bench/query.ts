// What a page of answers costs as the history grows ten- and a thousandfold.
import type { Ports } from "../../shared/app/Ports.ts";
import { nodePorts } from "../../shared/node/nodePorts.ts";
import type { Table } from "../../shared/store/Table.ts";
import { tableStore } from "../../shared/store/tableStore.ts";
import { countingTable, newCounts } from "./countingTable.ts";
import { atMost, ratioAtMost, told, type BenchSize, type Figure } from "./Figure.ts";
import { COMMANDS_A_SESSION, extendHistory } from "./history.ts";
import { withDynalite, type Charged } from "./openDynalite.ts";
import { withSqlite } from "./openSqlite.ts";
import { askPage, middleToken, questionsOf, type Asked } from "./questions.ts";
import { median, quantile, timed } from "./statistics.ts";

export async function query(size: BenchSize): Promise<Figure[]> {
  return [...(await querySqlite(size)), ...(await queryDynalite(size))];
}

/** A page of a question at one size of the history. */
interface Measured {
  readonly page: string;
  readonly commands: number;
  readonly items: number;
  readonly times: readonly number[];
  /** Looked at, by the page sizes that DynamoDB would read. */
  readonly rows: number;
}

async function querySqlite({ quick }: BenchSize): Promise<Figure[]> {
  const sizes = quick ? [10, 30] : [10, 1_000, 10_000];
  return withSqlite(async (table) => {
    const ports = nodePorts(tableStore(table, 1));
    const counts = newCounts();
    const counting = nodePorts(tableStore(countingTable(table, counts), 1));
    const measured: Measured[] = [];
    let built = 0;
    for (const sessions of sizes) {
      const ms = await timed(() => extendHistory(ports, built, sessions));
      console.error(
        `  built ${sessions * COMMANDS_A_SESSION} commands by ingest, the last ${sessions - built} sessions in ${(ms / 1000).toFixed(1)} s`,
      );
      built = sessions;
      const pages = await pagesAt(ports, sessions);
      const times = await timesOf(ports, pages, quick ? 3 : 60);
      for (const { page, asked, token } of pages) {
        counts.rows = 0;
        const { items } = await askPage(counting, asked, token);
        const commands = sessions * COMMANDS_A_SESSION;
        measured.push({ page, commands, items, times: times.get(page) ?? [], rows: counts.rows });
      }
    }
    return figuresOf(measured);
  });
}

interface PageAt {
  readonly page: string;
  readonly asked: Asked;
  readonly token: string | null;
}

/** The first page of each question, and one in the middle of the history. */
async function pagesAt(ports: Ports, sessions: number): Promise<PageAt[]> {
  const pages: PageAt[] = [];
  for (const asked of questionsOf(sessions)) {
    pages.push({ page: `${asked.name}, first page`, asked, token: null });
    const token = await middleToken(ports, asked, sessions);
    if (token !== null) pages.push({ page: `${asked.name}, middle page`, asked, token });
  }
  return pages;
}

async function timesOf(
  ports: Ports,
  pages: readonly PageAt[],
  runs: number,
): Promise<Map<string, number[]>> {
  const times = new Map(pages.map(({ page }) => [page, [] as number[]]));
  for (let run = -Math.ceil(runs / 6); run < runs; run++)
    for (const { page, asked, token } of pages) {
      const taken = await timed(() => askPage(ports, asked, token));
      if (run >= 0) times.get(page)?.push(taken);
    }
  return times;
}

function figuresOf(measured: readonly Measured[]): Figure[] {
  const pages = [...new Set(measured.map(({ page }) => page))];
  return pages.flatMap((page) => {
    const ofPage = measured.filter((one) => one.page === page);
    // A page that the smallest history can't fill is compared with the first that is full.
    const full = Math.max(...ofPage.map(({ items }) => items));
    const first = ofPage.find(({ items }) => items === full);
    const last = ofPage.at(-1);
    if (first === undefined || last === undefined) return [];
    const name = `SQLite: ${page}`;
    return [
      ratioAtMost(2, median(first.times), {
        figure: `${name}: p50 at ${last.commands} commands, against ${first.commands}`,
        unit: "ms",
        value: median(last.times),
        note: `p50 and p99 at each size: ${ofPage.map(timesText).join(", ")}`,
      }),
      ratioAtMost(1.1, first.rows, {
        figure: `${name}: rows examined at ${last.commands} commands, against ${first.commands}`,
        unit: "rows",
        value: last.rows,
        note: `for ${last.items} items; at each size: ${ofPage.map(({ rows }) => rows).join(", ")}`,
      }),
    ];
  });
}

const timesText = ({ commands, times }: Measured): string =>
  `${commands}: ${quantile(times, 0.5).toFixed(1)} and ${quantile(times, 0.99).toFixed(1)} ms`;

interface Charge {
  readonly page: string;
  readonly commands: number;
  readonly readUnits: number;
  readonly items: number;
}

async function queryDynalite({ quick, large }: BenchSize): Promise<Figure[]> {
  const sizes = quick ? [10, 20] : large ? [10, 1_000] : [10, 100];
  return withDynalite(async (table, charged) => {
    const ports = nodePorts(tableStore(table, 6));
    const charges: Charge[] = [];
    let built = 0;
    for (const sessions of sizes) {
      const ms = await timed(() => extendHistory(ports, built, sessions));
      console.error(
        `  built ${sessions * COMMANDS_A_SESSION} commands on dynalite in ${(ms / 1000).toFixed(1)} s`,
      );
      built = sessions;
      charges.push(...(await chargesOf(table, charged, sessions)));
    }
    return [...new Set(charges.map(({ page }) => page))].flatMap((page) =>
      chargeFigures(charges.filter((charge) => charge.page === page)),
    );
  });
}

async function chargesOf(table: Table, charged: Charged, sessions: number): Promise<Charge[]> {
  const ports = nodePorts(tableStore(table, 6));
  const charges: Charge[] = [];
  for (const { page, asked, token } of await pagesAt(ports, sessions)) {
    [charged.readUnits, charged.items] = [0, 0];
    await askPage(ports, asked, token);
    const { readUnits, items } = charged;
    charges.push({ page, commands: sessions * COMMANDS_A_SESSION, readUnits, items });
  }
  return charges;
}

function chargeFigures(charges: readonly Charge[]): Figure[] {
  const [first] = charges;
  const last = charges.at(-1);
  if (first === undefined || last === undefined) return [];
  const of = `${first.page}: more at ${last.commands} commands than at ${first.commands}`;
  const both = (unit: "readUnits" | "items"): string => `${first[unit]} and ${last[unit]}`;
  const figures = [
    {
      figure: `dynalite: ${of}`,
      unit: "read units",
      value: last.readUnits - first.readUnits,
      note: both("readUnits"),
    },
    {
      figure: `dynalite: ${of}`,
      unit: "items examined",
      value: last.items - first.items,
      note: both("items"),
    },
  ];
  // Few sessions fill no page of them, and text match is held to its bound, not to a constant.
  const apart = first.page.startsWith("sessions by") || first.page.startsWith("commands by text");
  return figures.map((figure) => (apart ? told(figure) : atMost(1, figure)));
}
