import type { Context } from "./Context.ts";
import { lookOf } from "./lookOf.ts";
import type { Shape } from "./render/Column.ts";
import { formatJson, formatJsonLines } from "./render/formatJson.ts";
import { formatQueried } from "./render/formatQueried.ts";
import { formatCsv, formatText } from "./render/formatRows.ts";
import { formatTable } from "./render/formatTable.ts";
import { takePart } from "./render/takePart.ts";

/** Prints what a check found: the whole report as JSON or queried, else its items alone. */
export async function printReport<T>(
  { world, flags, print }: Context,
  report: object,
  shape: Shape<T>,
  items: readonly T[],
): Promise<void> {
  const { output, query } = flags;
  if (query !== undefined)
    await print(formatQueried(takePart(report, query), output, lookOf(world, flags)));
  else if (output === "json") await print(formatJson(report));
  else if (items.length > 0) await print(format());

  function format(): string {
    if (output === "jsonl") return formatJsonLines(items);
    if (output === "csv") return formatCsv(items, shape.fields, true);
    if (output === "text") return formatText(items, shape.fields);
    return formatTable(shape.columns, items, lookOf(world, flags));
  }
}
