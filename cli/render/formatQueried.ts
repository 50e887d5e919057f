import { isObject } from "../../shared/logs/isObject.ts";
import type { Output } from "../Flags.ts";
import type { Column } from "./Column.ts";
import { fieldAt, plainText } from "./fieldAt.ts";
import { formatJson, formatJsonLines } from "./formatJson.ts";
import { formatCsv, formatText } from "./formatRows.ts";
import { formatTable, type Look } from "./formatTable.ts";

/** Whatever `--query` made of an answer, in the output asked for. */
export function formatQueried(value: unknown, output: Output, look: Look): string {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value ?? null];
  switch (output) {
    case "json":
      return formatJson(value);
    case "jsonl":
      return formatJsonLines(items);
    case "text":
      return formatText(items.map(toFields), fieldsOf(items));
    case "csv":
      return formatCsv(items.map(toFields), fieldsOf(items), true);
    case "table":
      return formatTable(columnsOf(fieldsOf(items)), items.map(toFields), look);
    default:
      return output satisfies never;
  }
}

/** A list in a list is a row; a plain value stands alone. */
function toFields(item: unknown): Readonly<Record<string, unknown>> {
  if (isObject(item)) return item;
  if (Array.isArray(item))
    return Object.fromEntries(item.map((value: unknown, n) => [String(n + 1), value]));
  return { value: plainText(item) };
}

const fieldsOf = (items: readonly unknown[]): string[] => [
  ...new Set(items.flatMap((item) => Object.keys(toFields(item)))),
];

const columnsOf = (fields: readonly string[]): Column<unknown>[] =>
  fields.map((title) => ({ title, cell: (item) => fieldAt(item, title) }));
