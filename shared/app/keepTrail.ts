import { isObject } from "../logs/isObject.ts";
import { isSessionId } from "../logs/isSessionId.ts";
import { parseArn } from "../logs/parseArn.ts";
import { trailPartition, type Key } from "../session/keys.ts";
import { compare } from "../session/Position.ts";
import { formatScope, parseScope, UNKNOWN } from "../target/Scope.ts";
import type { Ports, Settings } from "./Ports.ts";
import { StoreError } from "./StoreError.ts";

export interface TrailReport {
  readonly kept: number;
  /** Records that were held already. */
  readonly duplicates: number;
  /** Records about something else than a session. */
  readonly other: number;
  /** Values that are no CloudTrail record, by their place in the list. */
  readonly unreadable: readonly number[];
}

type TrailRecord = Readonly<Record<string, unknown>>;

/** Keeps CloudTrail's records about sessions, whole; repeating it changes nothing. */
export async function keepTrail(
  ports: Ports,
  settings: Pick<Settings, "partition" | "region">,
  records: readonly unknown[],
): Promise<TrailReport> {
  const unreadable: number[] = [];
  const wanted: { key: Key<TrailRecord>; record: TrailRecord }[] = [];
  let other = 0;
  for (const [n, record] of records.entries()) {
    if (!isObject(record) || typeof record.eventName !== "string") unreadable.push(n);
    else if (!isAboutSession(record)) other++;
    else {
      const key = keyOf(settings, record);
      if (key === undefined) unreadable.push(n);
      else wanted.push({ key, record });
    }
  }
  await archiveRecords(ports, settings, wanted);
  const duplicates =
    wanted.length === 0 ? 0 : await ports.store.exclusively(() => keepAll(ports, wanted));
  return { kept: wanted.length - duplicates, duplicates, other, unreadable };
}

/** As they came, in one payload. */
async function archiveRecords(
  { archive }: Pick<Ports, "archive">,
  { partition, region }: Pick<Settings, "partition" | "region">,
  wanted: readonly { readonly record: TrailRecord }[],
): Promise<void> {
  const records = wanted.map(({ record }) => record);
  const times = records.map(({ eventTime }) => Date.parse(String(eventTime)));
  const known = times.filter((time) => !Number.isNaN(time));
  if (archive === undefined || records.length === 0) return;
  const arrival = { kind: "trail-records", partition, region } as const;
  await archive.keep(arrival, Math.min(8.64e15, ...known), { is: "value", value: records });
}

const NAMES: readonly unknown[] = ["StartSession", "ResumeSession", "TerminateSession"];

const isAboutSession = ({ eventSource, eventName }: TrailRecord): boolean =>
  eventSource === "ssm.amazonaws.com" && NAMES.includes(eventName);

const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(Z|[+-][0-9:]{4,6})$/;
const EVENT_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Where the record is kept; undefined where it is not about a session, or none. */
export function trailKeyOf(
  settings: Pick<Settings, "partition" | "region">,
  record: unknown,
): Key<unknown> | undefined {
  if (!isObject(record) || !isAboutSession(record)) return undefined;
  return keyOf(settings, record);
}

function keyOf(
  settings: Pick<Settings, "partition" | "region">,
  record: TrailRecord,
): Key<TrailRecord> | undefined {
  const { eventTime, eventID } = record;
  if (typeof eventTime !== "string" || !TIME.test(eventTime)) return undefined;
  if (typeof eventID !== "string" || !EVENT_ID.test(eventID)) return undefined;
  const partition = trailPartition(scopeOf(settings, record), sessionOf(record) ?? "failed");
  return { partition, sort: `${eventTime}#${eventID}` };
}

function scopeOf(
  settings: Pick<Settings, "partition" | "region">,
  { recipientAccountId, awsRegion, userIdentity }: TrailRecord,
): string {
  const arn = isObject(userIdentity) ? userIdentity.arn : undefined;
  const partition = typeof arn === "string" ? parseArn(arn)?.partition : undefined;
  const scope = formatScope({
    partition: partition ?? settings.partition,
    accountId: typeof recipientAccountId === "string" ? recipientAccountId : UNKNOWN,
    region: typeof awsRegion === "string" ? awsRegion : settings.region,
  });
  if (parseScope(scope) !== undefined) return scope;
  return formatScope({ ...settings, accountId: UNKNOWN });
}

/** A session that was opened has its ID in the answer; one that is ended, in the question. */
function sessionOf({ responseElements, requestParameters }: TrailRecord): string | undefined {
  const ids = [responseElements, requestParameters].map((part) =>
    isObject(part) ? part.sessionId : undefined,
  );
  return ids.find((id): id is string => typeof id === "string" && isSessionId(id));
}

/** How many were held already. */
async function keepAll(
  ports: Ports,
  wanted: readonly { key: Key<TrailRecord>; record: TrailRecord }[],
): Promise<number> {
  let duplicates = 0;
  for (const { key, record } of wanted) if (await keepOne(ports, key, record)) duplicates++;
  return duplicates;
}

const ROUNDS = 20;

async function keepOne(ports: Ports, key: Key<TrailRecord>, record: TrailRecord): Promise<boolean> {
  const { store } = ports;
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await ports.pause(5 * 2 ** Math.min(round, 8));
    const [held] = await store.load([key]);
    // A record that came two ways may differ in layout: which one stays must not rest on the order.
    if (held !== undefined && compare(JSON.stringify(held.value), JSON.stringify(record)) >= 0)
      return true;
    if (await store.save(key, record, held?.version ?? 0)) return held !== undefined;
  }
  throw new StoreError("contended", "trail records: other writers kept winning");
}
