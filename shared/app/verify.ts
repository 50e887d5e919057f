import type { Fragment } from "../session/Fragment.ts";
import { fragmentPartition, lanesPartition, scopesPartition, type Key } from "../session/keys.ts";
import { parseLane } from "../session/Lane.ts";
import type { OpenArchive } from "./Archive.ts";
import type { Ports } from "./Ports.ts";
import type { Store } from "./Store.ts";
import { keysOfArchived, type ArchivedPayload } from "./takeArchived.ts";

export type ArchiveFlaw =
  /** An entry's bytes are not those that its name was made of. */
  | "altered"
  /** They are, and it can't be read. */
  | "unreadable"
  /** The index lacks what an entry holds. */
  | "unindexed"
  /** The index holds log events that no sound entry does. */
  | "missing"
  /** No entry lies there. */
  | "foreign"
  /** Left by a writer that died half-way; its payload was not acknowledged, and came again. */
  | "unfinished";

export interface ArchiveFinding {
  readonly flaw: ArchiveFlaw;
  /** The entry, or the log stream whose events are missing. */
  readonly name: string;
  readonly detail: string;
}

/** What a check of the archive found. */
export interface VerifyReport {
  readonly archive: string;
  /** Entries whose bytes are those that their names were made of. */
  readonly sound: number;
  readonly events: number;
  readonly records: number;
  readonly findings: readonly ArchiveFinding[];
  /** Findings beyond those listed. */
  readonly more: number;
}

const MOST_FINDINGS = 1_000;

/** Checks the archive against its hashes, the index against the archive, and the other way round. */
export async function verify(
  ports: Pick<Ports, "store" | "hash" | "sign">,
  archive: OpenArchive,
): Promise<VerifyReport> {
  const findings = new Findings();
  const seen = new SeenFragments();
  let [sound, events, records] = [0, 0, 0];
  for await (const { is, name } of archive.list()) {
    if (is !== "entry") {
      findings.add(is, name, WHAT_LIES_THERE[is]);
      continue;
    }
    const opened = await archive.open(name);
    if (opened.is === "missing") continue;
    if (opened.is !== "payload") {
      findings.add(opened.is, name, opened.why);
      continue;
    }
    sound++;
    if (opened.arrival.kind === "trail-records") records += lengthOf(opened.value);
    const checked = await indexed(ports, opened, seen);
    events += checked.events;
    if (checked.lacking > 0)
      findings.add(
        "unindexed",
        name,
        `the index lacks ${checked.lacking} of its ${checked.rows} rows`,
      );
  }
  for await (const { lane, events: lacking } of unarchived(ports.store, seen))
    findings.add("missing", lane, `${lacking} log events of this stream are in no sound entry`);
  return { archive: archive.place, sound, events, records, ...findings.end() };
}

const WHAT_LIES_THERE = {
  foreign: "not named as an entry: somebody else put it there",
  unfinished: "left by a writer that died half-way: delete it",
} as const;

class Findings {
  readonly #listed: ArchiveFinding[] = [];
  #more = 0;

  add(flaw: ArchiveFlaw, name: string, detail: string): void {
    if (this.#listed.length < MOST_FINDINGS) this.#listed.push({ flaw, name, detail });
    else this.#more++;
  }

  end(): Pick<VerifyReport, "findings" | "more"> {
    return { findings: this.#listed, more: this.#more };
  }
}

/** Which fragments entries account for: 52 bits of each digest, some 40 MB for a million. */
class SeenFragments {
  readonly #seen = new Set<number>();

  add(sort: string): void {
    this.#seen.add(numberOf(sort));
  }

  has(sort: string): boolean {
    return this.#seen.has(numberOf(sort));
  }
}

/** A fragment's sort key ends in a digest of all that it holds. */
const numberOf = (sort: string): number =>
  Number.parseInt(sort.slice(sort.lastIndexOf("|") + 1).slice(0, 13), 16);

async function indexed(
  ports: Pick<Ports, "store" | "hash" | "sign">,
  payload: ArchivedPayload,
  seen: SeenFragments,
): Promise<{ rows: number; lacking: number; events: number }> {
  const keys = await keysOfArchived(ports, payload);
  const kept = keys.length === 0 ? [] : await ports.store.load(keys);
  let events = 0;
  for (const [n, { sort }] of keys.entries()) {
    if (payload.arrival.kind !== "log-events") continue;
    seen.add(sort);
    events += lengthOf((kept[n]?.value as Fragment | undefined)?.events);
  }
  return {
    rows: keys.length,
    lacking: kept.filter((one) => one === undefined).length,
    events,
  };
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

async function* unarchived(
  store: Store,
  seen: SeenFragments,
): AsyncIterable<{ lane: string; events: number }> {
  for await (const { value: scope } of store.list<string>({ partition: scopesPartition }))
    for await (const { value: lane } of store.list<string>({ partition: lanesPartition(scope) })) {
      let events = 0;
      for await (const { sort, value } of store.list<Fragment>(everyFragment(lane)))
        if (!seen.has(sort)) events += value.events.length;
      if (events > 0) yield { lane: nameOf(lane), events };
    }
}

const everyFragment = (lane: string): { partition: Key<Fragment>["partition"] } => ({
  partition: fragmentPartition(lane),
});

function nameOf(lane: string): string {
  const { logGroup, logStream } = parseLane(lane) ?? { logGroup: lane, logStream: "" };
  return `${logGroup} ${logStream}`;
}
