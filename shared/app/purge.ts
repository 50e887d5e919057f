import { parseStream } from "../logs/parseStream.ts";
import { blankPurged } from "../session/blankPurged.ts";
import { NO_FACTS } from "../session/Facts.ts";
import type { Fragment } from "../session/Fragment.ts";
import {
  fragmentPartition,
  headSort,
  readingPartition,
  sessionRowSort,
  STRAY,
  tombstonesPartition,
  type Key,
} from "../session/keys.ts";
import { parseLane } from "../session/Lane.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import type { Tombstone } from "../session/Tombstone.ts";
import { MARGIN_MS, windowOf } from "../session/window.ts";
import type { OpenArchive } from "./Archive.ts";
import { blankArchived } from "./blankArchived.ts";
import { standingHold } from "./hold.ts";
import { fragmentKey } from "./keepEvidence.ts";
import { loadWindows } from "./loadWindows.ts";
import type { Ports } from "./Ports.ts";
import { settleReading } from "./settleReading.ts";

export interface PurgeRequest {
  readonly scope: string;
  readonly sessionId: string;
  readonly by: string | null;
  readonly reason: string;
}

export type Purged =
  | { readonly is: "held"; readonly since: number; readonly reason: string }
  | {
      readonly is: "purged";
      /** Log events whose text was taken out now; 0 where an earlier purge had done it all. */
      readonly events: number;
      /** Entries of the archive that were written again without it. */
      readonly entries: number;
      readonly tombstone: Tombstone;
    };

/**
 * Removes the text of a session: what its terminal printed, wherever it is kept, and all that was
 * read from it. That the session was, whose, where and when stays, and so do the service's own
 * words. Broken off half-way it is finished by doing it again; evidence that comes again is
 * kept without the text, for the tombstone is written first.
 */
export async function purge(
  ports: Ports,
  head: ReadingHead,
  request: PurgeRequest,
  archive: OpenArchive | undefined,
): Promise<Purged> {
  const { scope, sessionId } = request;
  const hold = await standingHold(ports.store, scope, sessionId);
  if (hold !== undefined) return { is: "held", since: hold.at, reason: hold.reason };
  const tombstone = await keepTombstone(ports, head, request);
  let events = 0;
  for (const lane of await lanesOf(ports, head)) events += await blankLane(ports, tombstone, lane);
  await readAgain(ports, scope, sessionId);
  const entries = archive === undefined ? 0 : await blankArchived(ports, archive, tombstone);
  return { is: "purged", events, entries, tombstone };
}

/** Where its text lies, read or not. */
async function lanesOf(
  { store }: Pick<Ports, "store">,
  { ref, facts }: ReadingHead,
): Promise<Set<string>> {
  const lanes = new Set(facts.sources.map((source) => source.lane));
  const strays = { partition: readingPartition(ref), from: STRAY, to: `${STRAY}~` };
  for await (const { value } of store.list<string>(strays)) lanes.add(value);
  return lanes;
}

async function keepTombstone(
  { store, now, secret }: Ports,
  head: ReadingHead,
  { scope, sessionId, by, reason }: PurgeRequest,
): Promise<Tombstone> {
  const key: Key<Tombstone> = {
    partition: tombstonesPartition(scope),
    sort: sessionRowSort(sessionId),
  };
  const places = await placesOf({ store }, sessionId, head);
  const made = { scope, sessionId, at: now(), by, reason, key: secret(), places };
  await store.save(key, made, 0);
  const [kept] = await store.load([key]);
  return kept?.value ?? made;
}

async function placesOf(
  { store }: Pick<Ports, "store">,
  sessionId: string,
  { facts }: ReadingHead,
): Promise<Tombstone["places"]> {
  const window = windowOf(sessionId, facts);
  if (window === undefined) return [];
  const places: Tombstone["places"][number][] = [];
  for (const { form, lane, container } of facts.sources) {
    if (form !== "prefixed") continue;
    const [from, to] = [window.from - 2 * MARGIN_MS, window.to + 2 * MARGIN_MS];
    const windows = await loadWindows(store, lane, container ?? "", from, to);
    places.push({ lane, container: container ?? "", windows });
  }
  return places;
}

/** Each fragment is put without the text before the one with it is removed. */
async function blankLane(
  { store, hash, sign }: Ports,
  tombstone: Tombstone,
  lane: string,
): Promise<number> {
  const stream = streamOf(lane, tombstone.sessionId);
  if (stream === undefined) return 0;
  let blanked = 0;
  for await (const { partition, sort, value } of store.list<Fragment>({
    partition: fragmentPartition(lane),
  })) {
    const events = blankPurged([tombstone], lane, stream, value.events, sign);
    if (events === value.events) continue;
    blanked += events.filter((event, n) => event !== value.events[n]).length;
    const fragment = { ...value, events };
    await store.change(
      [{ key: fragmentKey(fragment, hash), value: fragment }],
      [{ partition, sort }],
    );
  }
  return blanked;
}

/** A lane of the session is its own stream, or an endpoint's. */
function streamOf(lane: string, sessionId: string) {
  const parsed = parseLane(lane);
  if (parsed === undefined) return undefined;
  const { logGroup, logStream } = parsed;
  const sessionLogGroups = logStream === sessionId ? [logGroup] : [];
  const stream = parseStream({ logGroup, logStream, sessionLogGroups });
  return stream.kind === "refused" ? undefined : stream;
}

/** What was read from the text is brought to what the text is now. */
async function readAgain(ports: Ports, scope: string, sessionId: string): Promise<void> {
  const ref = { kind: "session", scope, sessionId } as const;
  const key: Key<ReadingHead> = { partition: readingPartition(ref), sort: headSort };
  const [head] = await ports.store.load([key]);
  const texts = (head?.value.facts.sources ?? []).map((source) => ({
    source: sourceKey(source),
    stretch: "all" as const,
  }));
  await settleReading(
    ports,
    { ref, facts: NO_FACTS, texts, evenIfGone: true },
    `purge-${ports.secret().slice(0, 12)}`,
  );
}
