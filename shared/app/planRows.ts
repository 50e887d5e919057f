import { commandRows, programRows } from "../session/commandRows.ts";
import { headRows, type HeadRow } from "../session/headRows.ts";
import type { KeptCommand } from "../session/KeptCommand.ts";
import { OTHER_FORM, type ToldTimes } from "../session/FormsCompared.ts";
import { checkpointSort, commandSort, doubtSort, timesSort, type Key } from "../session/keys.ts";
import type { Checkpoint, ReadingHead } from "../session/ReadingHead.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import type { FormTold } from "../session/tellForms.ts";
import type { Reread } from "./rereadText.ts";
import type { Store } from "./Store.ts";

/** Which rows must change so that they say what the head and the text say. */
export interface RowPlan {
  readonly rows: readonly HeadRow[];
  /** Rows that point at commands: put after them, removed before them. */
  readonly pointers: readonly HeadRow[];
  readonly stalePointers: readonly Key<unknown>[];
  readonly stale: readonly Key<unknown>[];
  readonly empty: boolean;
}

/** What an attempt made of the text; undefined where nothing about it can have changed. */
export interface ReadAgain {
  readonly reread: Reread | undefined;
  readonly forms: readonly FormTold[] | undefined;
}

/** `rewrite`: an attempt died or overtook another, so no row is trusted to be there. */
export async function planRows(
  store: Store,
  partition: string,
  before: ReadingHead | undefined,
  head: ReadingHead,
  { reread, forms }: ReadAgain,
  rewrite: boolean,
): Promise<RowPlan> {
  const text =
    reread === undefined ? NO_TEXT : await planText(store, partition, head.ref, reread, rewrite);
  const heads = planHead(before, head, rewrite);
  const told = forms === undefined ? NO_TEXT : await planForms(store, partition, forms);
  const rows = [...heads.rows, ...text.rows, ...told.rows];
  const stale = [...heads.stale, ...text.stale, ...told.stale];
  return {
    rows,
    pointers: text.pointers,
    stalePointers: text.stalePointers,
    stale,
    empty: rows.length + stale.length + text.pointers.length + text.stalePointers.length === 0,
  };
}

export async function changeRows(store: Store, plan: RowPlan): Promise<void> {
  await store.change(plan.rows, []);
  await store.change(plan.pointers, plan.stalePointers);
  await store.change([], plan.stale);
}

const NO_TEXT: RowPlan = { rows: [], pointers: [], stalePointers: [], stale: [], empty: true };

const nameOf = (key: Key<unknown>): string => `${key.partition}\n${key.sort}`;

function planHead(
  before: ReadingHead | undefined,
  head: ReadingHead,
  rewrite: boolean,
): Pick<RowPlan, "rows" | "stale"> {
  const was = new Map(
    (before === undefined ? [] : headRows(before)).map((r) => [nameOf(r.key), r]),
  );
  const is = new Map(headRows(head).map((row) => [nameOf(row.key), row]));
  const rows = [...is].flatMap(([name, row]) => {
    const old = was.get(name);
    return !rewrite && old !== undefined && sameValue(old.value, row.value) ? [] : row;
  });
  return { rows, stale: [...was].flatMap(([name, { key }]) => (is.has(name) ? [] : key)) };
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

async function planText(
  store: Store,
  partition: string,
  ref: ReadingRef,
  reread: Reread,
  rewrite: boolean,
): Promise<RowPlan> {
  const before = reread.before ?? (await keptCommands(store, partition));
  const rows: HeadRow[] = [];
  const pointers: HeadRow[] = [];
  const stalePointers: Key<unknown>[] = [];
  const stale: Key<unknown>[] = [...reread.staleCheckpoints];
  for (const [sort, command] of reread.commands) {
    const old = before.get(sort);
    const same = old !== undefined && sameValue(old, command);
    const [row, ...programs] = commandRows(ref, command);
    if (!same && row !== undefined) rows.push(row);
    // A pointer may be missing behind a right command, but only where an attempt died.
    if (!same || rewrite) pointers.push(...(rewrite ? programs : added(ref, old, programs)));
    if (old !== undefined) stalePointers.push(...gone(ref, old, programs));
  }
  for (const [sort, old] of before) {
    if (reread.commands.has(sort)) continue;
    stalePointers.push(...programRows(ref, old).map(({ key }) => key));
    stale.push({ partition, sort });
  }
  const doubts = changed(
    partition,
    reread.doubtsBefore ?? (await keptDoubts(store, partition, (reason) => reason !== OTHER_FORM)),
    reread.doubts,
  );
  const checkpoints = await planCheckpoints(store, partition, reread);
  rows.push(...doubts.rows, ...checkpoints.rows);
  stale.push(...doubts.stale, ...checkpoints.stale);
  return { rows, pointers, stalePointers, stale, empty: false };
}

/** What another form of the text tells: times of the commands, and what it alone holds. */
async function planForms(
  store: Store,
  partition: string,
  forms: readonly FormTold[],
): Promise<Pick<RowPlan, "rows" | "stale">> {
  const apart = new Map(
    forms.flatMap(({ digest, apart: commands }) =>
      commands.map((one) => [doubtSort(one.at.position, one.at.offset, digest.source), one]),
    ),
  );
  const times = forms.find((one) => one.times !== null)?.times;
  const [kept] = await store.load<ToldTimes>([{ partition, sort: timesSort }]);
  const told = changed<unknown>(
    partition,
    new Map(kept === undefined ? [] : [[timesSort, kept.value]]),
    new Map(times === undefined ? [] : [[timesSort, times]]),
  );
  const known = await keptDoubts(store, partition, (reason) => reason === OTHER_FORM);
  const doubts = changed(partition, known, apart);
  return { rows: [...told.rows, ...doubts.rows], stale: [...told.stale, ...doubts.stale] };
}

/** The rows of a partition that make `is` of what `was`. */
function changed<T>(
  partition: string,
  was: ReadonlyMap<string, T>,
  is: ReadonlyMap<string, T>,
): { rows: HeadRow[]; stale: Key<unknown>[] } {
  return {
    rows: [...is].flatMap(([sort, value]) => {
      const old = was.get(sort);
      return old !== undefined && sameValue(old, value) ? [] : { key: { partition, sort }, value };
    }),
    stale: [...was.keys()].filter((sort) => !is.has(sort)).map((sort) => ({ partition, sort })),
  };
}

async function keptDoubts(
  store: Store,
  partition: string,
  wanted: (reason: string) => boolean,
): Promise<Map<string, KeptCommand>> {
  const kept = new Map<string, KeptCommand>();
  const range = { partition, from: "doubt#", to: "doubt#~" };
  for await (const { sort, value } of store.list<KeptCommand>(range))
    if (wanted(value.reason)) kept.set(sort, value);
  return kept;
}

/** A command that is settled by more text keeps its place, and so do the rows that point at it. */
function added(
  ref: ReadingRef,
  old: KeptCommand | undefined,
  now: readonly HeadRow[],
): readonly HeadRow[] {
  if (old === undefined) return now;
  const names = new Set(programRows(ref, old).map(({ key }) => nameOf(key)));
  return now.filter(({ key }) => !names.has(nameOf(key)));
}

const gone = (ref: ReadingRef, old: KeptCommand, now: readonly HeadRow[]): Key<unknown>[] => {
  const names = new Set(now.map(({ key }) => nameOf(key)));
  return programRows(ref, old).flatMap(({ key }) => (names.has(nameOf(key)) ? [] : key));
};

async function keptCommands(store: Store, partition: string): Promise<Map<string, KeptCommand>> {
  const kept = new Map<string, KeptCommand>();
  const range = { partition, from: commandSort("", 0).slice(0, 4), to: commandSort("~", 0) };
  for await (const { sort, value } of store.list<KeptCommand>(range))
    if (value.kind !== "document") kept.set(sort, value);
  return kept;
}

async function planCheckpoints(
  store: Store,
  partition: string,
  reread: Reread,
): Promise<{ rows: HeadRow[]; stale: Key<unknown>[] }> {
  const kept = new Map<string, Checkpoint>();
  if (reread.before === undefined)
    for await (const { sort, value } of store.list<Checkpoint>({
      partition,
      from: checkpointSort(""),
      to: checkpointSort("~"),
    }))
      kept.set(sort, value);
  return changed(partition, kept, reread.checkpoints);
}
