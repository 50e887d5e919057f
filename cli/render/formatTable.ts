import Table from "cli-table3";
import pc from "picocolors";
import stringWidth from "string-width";
import { harmless } from "../../shared/terminal/harmless.ts";
import type { Column, Tone } from "./Column.ts";
import { cutWidth } from "./cutWidth.ts";
import { fitWidths, type Want } from "./fitWidths.ts";
import { formatPairs } from "./formatPairs.ts";
import { paint } from "./paint.ts";
import { wrapText } from "./wrapText.ts";

export interface Look {
  readonly width: number;
  readonly color: boolean;
}

const GAP = 2;
/** A cell that may be cut takes at most so many lines. */
const MOST_LINES = 3;
/** Wrapping looks at the whole text; a command may be a megabyte. */
const MOST_SHOWN = 4_000;

/** Items as a table that fits the width, or, where it is too narrow, one record after the other. */
export function formatTable<T>(
  columns: readonly Column<T>[],
  items: readonly T[],
  look: Look,
): string {
  const cells = items.map((item) => columns.map((column) => textOf(column, item)));
  const wants = columns.map((column, n) =>
    wantOf(
      column,
      cells.map((row) => row[n] ?? ""),
    ),
  );
  const widths = fitWidths(wants, look.width, GAP);
  if (widths === undefined) return formatRecords(columns, items, cells, look);
  const painter = pc.createColors(look.color);
  const table = newTable(columns, widths);
  table.push(
    columns.map(({ title }, n) =>
      fit(title, widths[n] ?? 0, true)
        .map(painter.bold)
        .join("\n"),
    ),
    widths.map((width) => painter.dim("─".repeat(width))),
  );
  cells.forEach((row, r) =>
    table.push(
      columns.map((column, n) => {
        const lines = fit(row[n] ?? "", widths[n] ?? 0, column.whole !== undefined);
        const tone = toneOf(column, items[r]);
        return lines.map((line) => paint(line, tone, look.color)).join("\n");
      }),
    ),
  );
  return `${withoutTails(table.toString())}\n`;
}

/** The width of a date: times and most words wrap well into it. */
const LEAST = 10;

function wantOf<T>({ title, least, yields, whole }: Column<T>, texts: readonly string[]): Want {
  const natural = texts.reduce(
    (most, text) => Math.max(most, stringWidth(text)),
    stringWidth(title),
  );
  if (whole === "unbroken") return { natural, least: natural, rank: 2 };
  return {
    natural,
    least: least ?? LEAST,
    rank: yields === true ? 0 : whole === undefined ? 1 : 2,
  };
}

function newTable<T>(columns: readonly Column<T>[], widths: number[]): InstanceType<typeof Table> {
  const none = ["top", "bottom", "left", "right", "mid"].flatMap((side) =>
    ["", "-mid", "-left", "-right"].map((part) => [`${side}${part}`, ""]),
  );
  return new Table({
    chars: { ...Object.fromEntries(none), middle: " ".repeat(GAP) },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colWidths: widths,
    colAligns: columns.map(({ right }) => (right === true ? "right" : "left")),
  });
}

const textOf = <T>(column: Column<T>, item: T): string =>
  harmless(column.cell(item).slice(0, MOST_SHOWN));

const toneOf = <T>(column: Column<T>, item: T | undefined): Tone | undefined =>
  item === undefined ? undefined : column.tone?.(item);

function fit(text: string, width: number, whole: boolean): string[] {
  const lines = wrapText(text, width);
  if (whole || lines.length <= MOST_LINES) return lines;
  const rest = lines.slice(MOST_LINES - 1).join(" ");
  return [...lines.slice(0, MOST_LINES - 1), cutWidth(rest, width)];
}

/** Blanks at the ends of lines, before colour is switched off too, are no part of a table. */
const withoutTails = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");

const formatRecords = <T>(
  columns: readonly Column<T>[],
  items: readonly T[],
  cells: readonly (readonly string[])[],
  look: Look,
): string =>
  cells
    .map((row, r) =>
      formatPairs(
        columns.map((column, n) => ({
          name: column.title,
          value: row[n] ?? "",
          unbroken: column.whole === "unbroken",
          tone: toneOf(column, items[r]),
        })),
        look,
      ),
    )
    .join("\n");
