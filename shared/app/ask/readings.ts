import { attributionOf, listedActors } from "../../session/attributionOf.ts";
import { scopeOfReading } from "../../session/commandRows.ts";
import { NO_FACTS, type Facts } from "../../session/Facts.ts";
import { headRows, type ListingPointer } from "../../session/headRows.ts";
import {
  headSort,
  listingPartition,
  progressSort,
  readingPartition,
  sameKey,
  type Key,
  type Listing,
} from "../../session/keys.ts";
import type { Progress, ReadingHead } from "../../session/ReadingHead.ts";
import { dayOf } from "../../session/Position.ts";
import { formatTargetId } from "../../target/formatTargetId.ts";
import type { SessionFilter } from "../../query/Question.ts";
import { foldText } from "../../query/matchText.ts";
import type { Kept, Store } from "../Store.ts";
import { targetsOf, type Described, type Sharer } from "./describe.ts";

/** A reading as a listing shows it. */
export interface Listed extends Described {
  readonly partition: string;
  readonly key: Key<ListingPointer>;
}

const BATCH = 50;
const FEW = 4;

/** Heads with what their progress says; undefined where nothing is kept. */
export async function loadDescribed(
  store: Store,
  partitions: readonly string[],
): Promise<(Described | undefined)[]> {
  const heads = await store.load<ReadingHead>(
    partitions.map((partition) => ({ partition, sort: headSort })),
  );
  const progress = await store.load<Progress>(
    partitions.map((partition) => ({ partition, sort: progressSort })),
  );
  const sharers = await loadSharers(store, heads);
  return heads.map((head, n) => {
    if (head === undefined) return undefined;
    const done = new Set(progress[n]?.value.done);
    const pending = head.value.pending.some(({ id }) => !done.has(id));
    return {
      head: head.value,
      catchingUp: pending || head.value.moved !== null,
      sharers: sharers.get(head.partition) ?? [],
    };
  });
}

/** The sessions that text of several may belong to, by the partition of that text's reading. */
async function loadSharers(
  store: Store,
  heads: readonly (Kept<ReadingHead> | undefined)[],
): Promise<ReadonlyMap<string, readonly Sharer[]>> {
  const shared = new Map<string, Sharer[]>();
  for (const head of heads) {
    if (head === undefined || head.value.ref.kind !== "ambiguous") continue;
    const { candidates } = head.value.ref;
    const scope = scopeOfReading(head.value.ref);
    const keys = candidates.map((sessionId): Key<ReadingHead> => ({
      partition: readingPartition({ kind: "session", scope, sessionId }),
      sort: headSort,
    }));
    const kept = await store.load(keys);
    shared.set(
      head.partition,
      candidates.map((sessionId, n) => ({
        sessionId,
        facts: kept[n]?.value.facts ?? NO_FACTS,
      })),
    );
  }
  return shared;
}

/**
 * The readings of a listing, newest first, from `before` on (exclusive). A row only points: what
 * its head no longer says is passed over.
 */
export async function* listReadings(
  store: Store,
  listing: Listing,
  upTo: string,
  expect = BATCH,
): AsyncIterable<Listed> {
  const partition = listingPartition(listing);
  let batch: Kept<ListingPointer>[] = [];
  for await (const row of store.list<ListingPointer>({
    partition,
    to: upTo,
    descending: true,
    expect,
  })) {
    batch.push(row);
    if (batch.length < expect) continue;
    yield* described(store, batch);
    batch = [];
  }
  yield* described(store, batch);
}

/**
 * The rows of a listing, newest first, without the heads they point at: a few first, then more at
 * a time, since most pages end within a day's.
 */
export async function* listPointers(
  store: Store,
  listing: Listing,
  upTo: string,
): AsyncIterable<Kept<ListingPointer>> {
  const partition = listingPartition(listing);
  let last: string | undefined;
  for (let expect = FEW; ; expect = Math.min(expect * 2, BATCH)) {
    let found = 0;
    for await (const row of store.list<ListingPointer>({
      partition,
      to: last ?? upTo,
      descending: true,
      expect,
    })) {
      found++;
      if (row.sort !== last) yield row;
      last = row.sort;
      if (found >= expect) break;
    }
    if (found < expect) return;
  }
}

/** What the rows point at, in their order. */
export async function* described(
  store: Store,
  rows: readonly Kept<ListingPointer>[],
): AsyncIterable<Listed> {
  const found = await loadDescribed(
    store,
    rows.map(({ value }) => value.partition),
  );
  for (const [n, row] of rows.entries()) {
    const one = found[n];
    if (one === undefined) continue;
    const key = { partition: row.partition, sort: row.sort };
    if (headRows(one.head).some((of) => sameKey(of.key, key)))
      yield { ...one, partition: row.value.partition, key };
  }
}

/** The end of a time range as the listings' days count it: a session's text may come a day late. */
export const lastDayOf = (until: number | null): string =>
  until === null ? "~" : `${dayOf(Math.min(until + 2 * 86_400_000, 8.64e15))}~`;

/** The listing that answers fastest, for each scope; the filter does the rest. */
export function listingsFor(filter: SessionFilter, scopes: readonly string[]): Listing[] {
  const { endpoint, actor } = filter;
  if (endpoint !== null) return scopes.map((scope) => ({ by: "endpoint", scope, endpoint }));
  if (actor?.startsWith("arn:") === true && actor.split(":").length >= 6)
    return [{ by: "actor", actor }];
  return scopes.map((scope) => ({ by: "scope", scope }));
}

/** Whether the reading is one that the question asks for. */
export function passes(
  filter: SessionFilter,
  scopes: readonly string[],
  head: ReadingHead,
): boolean {
  const { endpoint, target, container, actor } = filter;
  const targets = targetsOf(head);
  const scope = head.ref.kind === "session" ? head.ref.scope : undefined;
  return (
    (scope === undefined || scopes.includes(scope)) &&
    (endpoint === null || targets.some((t) => same(t.endpoint, endpoint))) &&
    (container === null || targets.some((t) => same(t.container ?? "", container))) &&
    (target === null || targets.some((t) => same(formatTargetId(t), target))) &&
    (actor === null || head.ref.kind !== "session"
      ? actor === null
      : actorsOf(head.ref.sessionId, head.facts).some((one) =>
          foldText(one).includes(foldText(actor)),
        ))
  );
}

/** What a part of an actor is looked for in: whom the session is listed under, and their names. */
function actorsOf(sessionId: string, facts: Facts): string[] {
  const attribution = attributionOf(sessionId, facts);
  const listed = listedActors(attribution);
  const { candidates, resumedBy } = attribution;
  return [...candidates, ...resumedBy].flatMap(({ actor, name }) =>
    listed.includes(actor) ? [actor, name] : [],
  );
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
