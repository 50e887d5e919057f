import { chooseSource } from "../session/chooseSource.ts";
import { NO_FACTS } from "../session/Facts.ts";
import type { KeptCommand } from "../session/KeptCommand.ts";
import { commandSort, type Listing } from "../session/keys.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import { READER_VERSION } from "../terminal/Reader.ts";
import { mergeListings } from "./ask/mergeListings.ts";
import type { Listed } from "./ask/readings.ts";
import { listScopes } from "./ask/scopes.ts";
import { shownCommand } from "./ask/shownCommand.ts";
import { loadLane } from "./laneAbout.ts";
import type { Ports } from "./Ports.ts";
import { rereadText } from "./rereadText.ts";
import { settleReading } from "./settleReading.ts";
import type { Store } from "./Store.ts";
import { storeRedactor } from "./storeRedactor.ts";

/** What reading a text again with today's reader made of it; secrets are hidden. */
export interface Reindexed {
  /** The session's ID, or the name of a text that belongs to none or to several. */
  readonly reading: string;
  readonly was: string;
  readonly is: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Commands at the same place that read or are graded differently now. */
  readonly changed: readonly {
    readonly before: string;
    readonly after: string;
    /** What differs: `text`, `confidence`, `exit` and so on. */
    readonly fields: readonly string[];
  }[];
}

type Commands = ReadonlyMap<string, KeptCommand>;

/**
 * Reads the texts again that an older reader read, one after the other, and tells each when it is
 * done. Whatever stops it, the next run goes on: what is done says so itself, and what was left in
 * the middle is read again. With `dryRun` nothing is written.
 */
export async function* reindex(
  ports: Ports,
  { dryRun }: { readonly dryRun: boolean },
): AsyncIterable<Reindexed> {
  const { store } = ports;
  const run = ports.secret().slice(0, 16);
  for await (const { partition, head } of olderReadings(store)) {
    const before = await keptCommands(store, partition);
    if (!dryRun)
      await store.exclusively(() =>
        settleReading(ports, { ref: head.ref, facts: NO_FACTS, texts: [] }, `reindex-${run}`),
      );
    const after = dryRun
      ? await commandsNow(store, partition, head)
      : await keptCommands(store, partition);
    yield await difference(ports, head, partition, before, after);
  }
}

/** How many texts a run would read again. */
export async function countOlder({ store }: Pick<Ports, "store">): Promise<number> {
  let count = 0;
  for await (const reading of olderReadings(store)) {
    void reading;
    count++;
  }
  return count;
}

async function* olderReadings(store: Store): AsyncIterable<Listed> {
  const scopes = await listScopes(store, { account: null, region: null });
  const listings = scopes.flatMap((scope): Listing[] => [
    { by: "scope", scope },
    { by: "withheld", scope },
  ]);
  const seen = new Set<string>();
  for await (const listed of mergeListings(store, listings, "~", undefined)) {
    // Listed under each day that has commands.
    if (seen.has(listed.partition)) continue;
    seen.add(listed.partition);
    if (isOlder(listed)) yield listed;
  }
}

/** A head names today's reader before its rows are true to it: until they are, it is catching up. */
const isOlder = ({ head: { digest }, catchingUp }: Listed): boolean =>
  digest.source !== null && (digest.reader !== READER_VERSION || catchingUp);

async function keptCommands(store: Store, partition: string): Promise<Commands> {
  const kept = new Map<string, KeptCommand>();
  const range = { partition, from: "cmd#", to: commandSort("~", 0) };
  for await (const { sort, value } of store.list<KeptCommand>(range))
    if (value.kind !== "document") kept.set(sort, value);
  return kept;
}

async function commandsNow(
  store: Store,
  partition: string,
  { ref, facts }: ReadingHead,
): Promise<Commands> {
  const source = chooseSource(facts);
  if (source === undefined) return new Map();
  const about = await loadLane(store, source.lane);
  const request = { ref, partition, source, about, checkpoint: null, dirty: null };
  return (await rereadText(store, request)).commands;
}

async function difference(
  ports: Ports,
  { ref, digest }: ReadingHead,
  partition: string,
  before: Commands,
  after: Commands,
): Promise<Reindexed> {
  const redactor = await storeRedactor(ports);
  const shown = (command: KeptCommand): string => shownCommand(redactor, command).command;
  const added: string[] = [];
  const changed: Reindexed["changed"][number][] = [];
  for (const [sort, command] of after) {
    const old = before.get(sort);
    if (old === undefined) added.push(shown(command));
    else {
      const fields = differing(old, command);
      if (fields.length > 0) changed.push({ before: shown(old), after: shown(command), fields });
    }
  }
  const removed = [...before].flatMap(([sort, old]) => (after.has(sort) ? [] : shown(old)));
  return {
    reading: ref.kind === "session" ? ref.sessionId : partition,
    was: digest.reader,
    is: READER_VERSION,
    added,
    removed,
    changed,
  };
}

/** What an answer shows of a command, its text and place apart. */
const SHOWN = [
  "kind",
  "confidence",
  "reason",
  "depth",
  "prompt",
  "cwd",
  "host",
  "exit",
  "damaged",
  "repeated",
  "programs",
  "cut",
] as const;

const differing = (a: KeptCommand, b: KeptCommand): string[] =>
  ["text" as const, ...SHOWN].filter((name) => String(a[name]) !== String(b[name]));
