import type { DoubtfulAnswer, ListAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import { isShown } from "../../session/standingOf.ts";
import { readingPartition } from "../../session/keys.ts";
import type { KeptCommand } from "../../session/KeptCommand.ts";
import { compare, dayOf, startOfTime, timeOf } from "../../session/Position.ts";
import type { Ports } from "../Ports.ts";
import type { Kept, Store } from "../Store.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { describeDoubtful, doubtfulIn, type Described } from "./describe.ts";
import { mergeListings } from "./mergeListings.ts";
import { startMissing } from "./missing.ts";
import { lastDayOf, listingsFor, loadDescribed, passes } from "./readings.ts";
import { listScopes } from "./scopes.ts";
import { shownCommand } from "./shownCommand.ts";

type Asked = QuestionOf<"doubtful">;

const MOST_EXAMINED = 2_000;
const DAY_MS = 86_400_000;

interface Reading extends Described {
  readonly partition: string;
  /** Its place in the order of the answer, which falls. */
  readonly name: string;
}

/**
 * Lines that look like commands and are not counted as such: sessions newest first, within each the
 * lines newest first.
 */
export async function listDoubtful(
  ports: Ports,
  question: Asked,
  redactor: Redactor,
): Promise<Answered<ListAnswer<DoubtfulAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const missing = startMissing(store, scopes, question);
  const [fromName, fromSort] = cursor.answer?.after ?? [];
  const items: DoubtfulAnswer[] = [];
  let last: readonly string[] | undefined;
  let examined = 0;
  let more = false;
  pages: for await (const reading of readingsOf(store, question, scopes, fromName)) {
    if (++examined > MOST_EXAMINED) {
      more = true;
      break;
    }
    last = [reading.name, "~"];
    if (!isShown(reading.head.facts) || !passes(question, scopes, reading.head)) continue;
    missing.sees(reading);
    if (doubtfulIn(reading.head.digest) === 0) continue;
    const below = reading.name === fromName ? fromSort : undefined;
    for await (const { sort, value } of doubtsOf(store, reading, question, below)) {
      if (items.length >= question.maxResults) {
        more = true;
        break pages;
      }
      items.push(describeDoubtful(reading, value, sort, shownCommand(redactor, value)));
      last = [reading.name, sort];
    }
    // All of it was told: the next page begins behind it.
    last = [reading.name, ""];
  }
  return answer({
    items,
    nextToken: more && last !== undefined ? await writeCursor(ports, question, last) : null,
    missing: await missing.end(),
  });
}

async function* doubtsOf(
  store: Store,
  { partition }: Reading,
  { since, until }: Asked,
  below: string | undefined,
): AsyncIterable<Kept<KeptCommand>> {
  const to = [
    "doubt#~",
    ...(below === undefined ? [] : [below]),
    ...(until === null ? [] : [`doubt#${startOfTime(until)}~`]),
  ].sort(compare)[0];
  const from = `doubt#${since === null ? "" : startOfTime(since)}`;
  if (to === undefined || to < from) return;
  for await (const row of store.list<KeptCommand>({ partition, from, to, descending: true }))
    if (row.sort !== below) yield row;
}

async function* readingsOf(
  store: Store,
  question: Asked,
  scopes: readonly string[],
  fromName: string | undefined,
): AsyncIterable<Reading> {
  const { session, since, until } = question;
  if (session !== null) {
    const partitions = scopes
      .map((scope) => readingPartition({ kind: "session", scope, sessionId: session }))
      .sort((a, b) => compare(b, a))
      .filter((partition) => fromName === undefined || partition <= fromName);
    const found = await loadDescribed(store, partitions);
    for (const [n, one] of found.entries()) {
      const partition = partitions[n];
      if (one !== undefined && partition !== undefined)
        yield { ...one, partition, name: partition };
    }
    return;
  }
  const listings = listingsFor(question, scopes);
  const before = fromName === undefined ? undefined : `${fromName} `;
  for await (const listed of mergeListings(store, listings, lastDayOf(until), before)) {
    const { sort } = listed.key;
    if (since !== null && sort < dayOf(Math.max(0, since - 2 * DAY_MS))) return;
    // Listed under every day with commands; told once, on the day it began.
    if (sort.startsWith(dayOf(timeOf(sort.slice("2026-11-22#".length)))))
      yield { ...listed, name: sort };
  }
}
