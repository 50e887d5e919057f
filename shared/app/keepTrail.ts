import { trailFacts } from "../session/actOf.ts";
import { findingRow } from "../session/headRows.ts";
import { recordFindings } from "../session/recordFindings.ts";
import { failedPartition, trailPartition, trailSort, type Key } from "../session/keys.ts";
import { mergeServiceFacts } from "../session/mergeServiceFacts.ts";
import { compare } from "../session/Position.ts";
import { trailRef } from "../session/serviceRef.ts";
import type { ServiceFacts } from "../session/ServiceFacts.ts";
import { formatScope, type Scope } from "../target/Scope.ts";
import { parseTrailRecord } from "../trail/parseTrailRecord.ts";
import type { TrailRecord } from "../trail/TrailRecord.ts";
import { trailScope } from "../trail/trailScope.ts";
import { joinService } from "./joinService.ts";
import { keepScope } from "./keepScope.ts";
import type { Ports, Settings } from "./Ports.ts";
import { StoreError } from "./StoreError.ts";

export interface TrailReport {
  /** Records about sessions. */
  readonly kept: number;
  /** Of further ones, those that were held already. */
  readonly duplicates: number;
  /** Records about something else than a session. */
  readonly other: number;
  /** Values that are no CloudTrail record, by their place in the list, and why. */
  readonly unreadable: readonly { readonly index: number; readonly why: string }[];
}

/** A trail record as it came. */
export type RawRecord = Readonly<Record<string, unknown>>;

interface Wanted {
  readonly scope: Scope;
  readonly record: TrailRecord;
  readonly raw: RawRecord;
}

/** Keeps CloudTrail's records about sessions, whole, and joins them; repeating it changes nothing. */
export async function keepTrail(
  ports: Ports,
  settings: Pick<Settings, "partition" | "region">,
  records: readonly unknown[],
): Promise<TrailReport> {
  const unreadable: { index: number; why: string }[] = [];
  const wanted: Wanted[] = [];
  let other = 0;
  for (const [index, raw] of records.entries()) {
    const scope = trailScope(raw, settings);
    const read = parseTrailRecord(raw, scope.partition);
    if (read.kind === "other") other++;
    else if (read.kind === "unreadable") unreadable.push({ index, why: read.why });
    // What could be read as a record is an object.
    else wanted.push({ scope, record: read.record, raw: raw as RawRecord });
  }
  await archiveRecords(ports, settings, wanted);
  const duplicates =
    wanted.length === 0 ? 0 : await ports.store.exclusively(() => takeAll(ports, wanted));
  return { kept: wanted.length - duplicates, duplicates, other, unreadable };
}

/** As they came, in one payload. */
async function archiveRecords(
  { archive }: Pick<Ports, "archive">,
  { partition, region }: Pick<Settings, "partition" | "region">,
  wanted: readonly Wanted[],
): Promise<void> {
  if (archive === undefined || wanted.length === 0) return;
  const arrival = { kind: "trail-records", partition, region } as const;
  const earliest = wanted.reduce((least, { record }) => Math.min(least, record.time), 8.64e15);
  await archive.keep(arrival, earliest, { is: "value", value: wanted.map(({ raw }) => raw) });
}

/** Where the record is kept; undefined where it is not about a session, or none. */
export function trailKeyOf(
  settings: Pick<Settings, "partition" | "region">,
  raw: unknown,
): Key<unknown> | undefined {
  const scope = trailScope(raw, settings);
  const read = parseTrailRecord(raw, scope.partition);
  return read.kind === "record" ? keyOf(scope, read.record) : undefined;
}

function keyOf(scope: Scope, { time, eventId, error }: TrailRecord): Key<RawRecord> {
  const name = formatScope(scope);
  const partition = error === null ? trailPartition(name) : failedPartition(name);
  return { partition, sort: trailSort(time, eventId) };
}

/** How many were held already. */
async function takeAll(ports: Ports, wanted: readonly Wanted[]): Promise<number> {
  let duplicates = 0;
  for (const one of wanted) if (await keepOne(ports, one)) duplicates++;
  await keepFindings(ports, wanted);
  for (const { scope, sessionId, facts, attemptId } of bySession(ports, wanted).values())
    await joinService(ports, scope, sessionId, facts, attemptId);
  return duplicates;
}

interface Joined {
  readonly scope: Scope;
  readonly sessionId: string;
  readonly facts: ServiceFacts;
  readonly attemptId: string;
}

/** What the records say, a session at a time. */
function bySession(ports: Ports, wanted: readonly Wanted[]): Map<string, Joined> {
  const sessions = new Map<string, Joined>();
  for (const { scope, record } of wanted) {
    const { sessionId, eventId, time, error } = record;
    if (sessionId === null || error !== null) continue;
    const name = `${formatScope(scope)} ${sessionId}`;
    const known = sessions.get(name);
    const facts = trailFacts(record, trailRef(scope, eventId, time));
    sessions.set(name, {
      scope,
      sessionId,
      facts: mergeServiceFacts(known?.facts, facts) ?? facts,
      attemptId: ports.hash(`trail ${known?.attemptId ?? ""} ${eventId}`).slice(0, 24),
    });
  }
  return sessions;
}

/** Of records that tell of no session: calls that failed, and one whose answer was left out. */
async function keepFindings(
  { store }: Pick<Ports, "store">,
  wanted: readonly Wanted[],
): Promise<void> {
  const rows = wanted.flatMap(({ scope, record }) => recordFindings(scope, record).map(findingRow));
  const kept = await store.load(rows.map(({ key }) => key));
  await store.change(
    rows.filter((_, n) => kept[n] === undefined),
    [],
  );
}

const ROUNDS = 20;

/** Whether it was held already. */
async function keepOne(ports: Ports, { scope, record, raw }: Wanted): Promise<boolean> {
  const { store } = ports;
  const key = keyOf(scope, record);
  await keepScope(ports, formatScope(scope));
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await ports.pause(5 * 2 ** Math.min(round, 8));
    const [held] = await store.load([key]);
    // A record that came two ways may differ in layout: which one stays must not rest on the order.
    if (held !== undefined && compare(JSON.stringify(held.value), JSON.stringify(raw)) >= 0)
      return true;
    if (await store.save(key, raw, held?.version ?? 0)) return held !== undefined;
  }
  throw new StoreError("contended", "trail records: other writers kept winning");
}
