import { documentCommands } from "../../session/documentCommands.ts";
import { dayOf, startOfTime, timeOf } from "../../session/Position.ts";
import type { ListingPointer } from "../../session/headRows.ts";
import type { Kept, Store } from "../Store.ts";
import type { Candidate, CandidateRequest } from "./Candidate.ts";
import { commandsOf } from "./commandsOf.ts";
import { mergeCandidates, type Run } from "./mergeCandidates.ts";
import { described, listingsFor, listPointers, passes, type Listed } from "./readings.ts";

/**
 * Commands of all readings that the question's listing holds, newest first: day by day, the
 * readings of the day merged. A reading is listed under each day in which it has commands.
 */
export async function* commandsOfReadings(
  store: Store,
  request: CandidateRequest,
): AsyncIterable<Candidate> {
  const { question, scopes, before, latest } = request;
  const newest = newestDay(before, latest);
  const listings = listingsFor(question, scopes).map((listing) =>
    listPointers(store, listing, newest === undefined ? "~" : `${newest}~`)[Symbol.asyncIterator](),
  );
  const heads = await Promise.all(listings.map((listing) => listing.next()));
  for (;;) {
    const day = heads.reduce(
      (latestDay, head) => (head.done === true ? latestDay : later(latestDay, dayIn(head.value))),
      "",
    );
    if (day === "") return;
    const pointers: Kept<ListingPointer>[] = [];
    for (const [n, listing] of listings.entries())
      for (let head = heads[n]; head?.done === false && dayIn(head.value) === day;) {
        pointers.push(head.value);
        head = heads[n] = await listing.next();
      }
    const runs: Run[] = [];
    for await (const reading of described(store, pointers))
      if (passes(question, scopes, reading.head)) runs.push(runOf(store, reading, request, day));
    yield* mergeCandidates(runs);
  }
}

const dayIn = ({ sort }: Kept<ListingPointer>): string => sort.slice(0, "2026-11-22".length);

const later = (a: string, b: string): string => (a > b ? a : b);

function newestDay(before: string | undefined, latest: number | null): string | undefined {
  if (before !== undefined) return dayOf(timeOf(before));
  return latest === null ? undefined : dayOf(Math.min(latest, 8.64e15));
}

const DAY_MS = 86_400_000;

function runOf(store: Store, reading: Listed, request: CandidateRequest, day: string): Run {
  const start = Date.parse(`${day}T00:00:00Z`);
  const bounds = { from: startOfTime(start), to: `${startOfTime(start + DAY_MS - 1)}~` };
  const last = reading.head.digest.last;
  // A document's command may come after all text, so only a reading with none is bounded by it.
  const documented = documentCommands(reading.head.facts).length > 0;
  const bound = last === null || documented || last > bounds.to ? bounds.to : `${last}~`;
  return { bound, commands: commandsOf(store, reading, request, bounds) };
}
