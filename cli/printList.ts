import type { ListAnswer, Redacted } from "../shared/query/Answer.ts";
import type { Context } from "./Context.ts";
import { lookOf } from "./lookOf.ts";
import { mergePages } from "./mergePages.ts";
import { missingNotes } from "./missingNotes.ts";
import type { Shape } from "./render/Column.ts";
import { formatJson, formatJsonLines } from "./render/formatJson.ts";
import { formatQueried } from "./render/formatQueried.ts";
import { formatCsv, formatText } from "./render/formatRows.ts";
import { formatTable } from "./render/formatTable.ts";
import { takePart } from "./render/takePart.ts";

/** Prints a list in the output asked for, then what is known to be missing; says how many items it had. */
export async function printList<T>(
  context: Context,
  shape: Shape<T>,
  pages: AsyncIterable<Redacted<ListAnswer<T>>>,
): Promise<number> {
  const { output, query } = context.flags;
  const gathered = query !== undefined || output === "json" || output === "table";
  const { count, last } = gathered
    ? await printWhole(context, shape, pages)
    : await printAsItComes(context, shape, pages);
  if (count === 0 && output !== "json") context.note(`no ${shape.noun} match`);
  // JSON says all this itself.
  if (last !== undefined && (output !== "json" || query !== undefined))
    for (const note of missingNotes(last)) context.note(note);
  return count;
}

interface Printed<T> {
  readonly count: number;
  readonly last: Redacted<ListAnswer<T>> | undefined;
}

async function printWhole<T>(
  { world, flags, print }: Context,
  shape: Shape<T>,
  pages: AsyncIterable<Redacted<ListAnswer<T>>>,
): Promise<Printed<T>> {
  const items: T[] = [];
  let last: Redacted<ListAnswer<T>> | undefined;
  for await (const page of pages) {
    for (const item of page.items) items.push(item);
    last = last === undefined ? page : mergePages({ ...last, items: [] }, { ...page, items: [] });
  }
  if (last === undefined) return { count: 0, last };
  const whole = { ...last, items };
  const { query, output } = flags;
  if (query !== undefined)
    await print(formatQueried(takePart(whole, query), output, lookOf(world, flags)));
  else if (output === "json") await print(formatJson(whole));
  else if (items.length > 0) await print(formatTable(shape.columns, items, lookOf(world, flags)));
  return { count: items.length, last };
}

async function printAsItComes<T>(
  { flags, print }: Context,
  { fields }: Shape<T>,
  pages: AsyncIterable<Redacted<ListAnswer<T>>>,
): Promise<Printed<T>> {
  let count = 0;
  let last: Redacted<ListAnswer<T>> | undefined;
  for await (const page of pages) {
    const { items } = page;
    const text =
      flags.output === "jsonl"
        ? formatJsonLines(items)
        : flags.output === "csv"
          ? formatCsv(items, fields, last === undefined)
          : formatText(items, fields);
    if (text !== "") await print(text);
    count += items.length;
    last = last === undefined ? page : mergePages({ ...last, items: [] }, { ...page, items: [] });
  }
  return { count, last };
}
