import { chooseSource } from "../session/chooseSource.ts";
import { NO_FACTS, type Facts } from "../session/Facts.ts";
import { headSort, progressSort, readingPartition, type Key } from "../session/keys.ts";
import { mergeFacts, sourceKey } from "../session/mergeFacts.ts";
import type { Stretch } from "../session/endpointEvidence.ts";
import {
  NOTHING_READ,
  type Attempt,
  type Checkpoint,
  type Progress,
  type ReadingHead,
} from "../session/ReadingHead.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import { serviceTargets } from "../session/serviceWord.ts";
import { windowOf, type Window } from "../session/window.ts";
import { timeOf } from "../session/Position.ts";
import { mayBeGone } from "../session/retention.ts";
import { READER_VERSION } from "../terminal/Reader.ts";
import { StoreError } from "./StoreError.ts";
import { standingHold } from "./hold.ts";
import { keepForGood } from "./keepForGood.ts";
import { loadLane } from "./laneAbout.ts";
import type { Ports } from "./Ports.ts";
import { digestAfter } from "./digestAfter.ts";
import { NOTHING_REREAD, rereadText, type Reread } from "./rereadText.ts";
import { compareAgain } from "./compareAgain.ts";
import { changeRows, planRows, type ReadAgain, type RowPlan } from "./planRows.ts";
import type { Kept, Store } from "./Store.ts";

/** What happened to a reading. */
export interface Change {
  readonly ref: ReadingRef;
  /** What new evidence says; merged into what is known. */
  readonly facts: Facts;
  /** Which of its text is new, by source. */
  readonly texts: readonly NewText[];
  /** Read the text again even where retention may have taken some of it: it is being removed. */
  readonly evenIfGone?: boolean;
}

export interface NewText {
  /** Key of the source. */
  readonly source: string;
  /** `all`: what belongs to the reading may have changed anywhere. */
  readonly stretch: Stretch | "all";
}

const ROUNDS = 60;
/**
 * An attempt this old is dead, since the function's time limit is shorter (`template.yaml`, tested):
 * it will write nothing any more, and whoever comes next finishes what it left.
 */
export const DEAD_AFTER_MS = 3 * 60_000;

interface Current {
  readonly head: Kept<ReadingHead> | undefined;
  readonly progress: Kept<Progress> | undefined;
  /** Attempts that changed the head and were not seen to finish. */
  readonly inFlight: readonly Attempt[];
}

/**
 * Brings a reading up to date with its evidence, which must be kept already:
 *
 *     read head → read text → save head if unchanged → bring rows to the answer → save progress
 *
 * Whoever saves the head stands in its `pending` until its rows are done, so a crash in between
 * is seen by everyone (`catchingUp`) and mended by the next attempt, which then trusts no row.
 * Losing a race starts over; nothing was written by then.
 */
export async function settleReading(
  ports: Ports,
  change: Change,
  attemptId: string,
): Promise<void> {
  let distrust = false;
  for (let round = 0; round < ROUNDS; round++) {
    const outcome = await attempt(ports, change, attemptId, distrust);
    if (outcome === "settled") return keepHeld(ports, change.ref);
    // Having written rows beside somebody who overtook us, we know least which rows are true.
    distrust ||= outcome === "overtaken";
    await ports.pause(Math.min(1_000, 5 * 2 ** Math.min(round, 8)));
  }
  throw new StoreError("contended", `${readingPartition(change.ref)}: other writers kept winning`);
}

/**
 * What comes to a session on hold has no day to be forgotten on. The hold is looked for once all is
 * written, and `hold` looks at what is written once it stands: one of the two sees the other.
 */
async function keepHeld({ store, retention }: Ports, ref: ReadingRef): Promise<void> {
  if (retention === undefined || ref.kind !== "session") return;
  if ((await standingHold(store, ref.scope, ref.sessionId)) === undefined) return;
  const [head] = await store.load([headKey(readingPartition(ref))]);
  if (head !== undefined) await keepForGood(store, head.value, true);
}

async function attempt(
  ports: Ports,
  change: Change,
  attemptId: string,
  distrust: boolean,
): Promise<"settled" | "lost" | "overtaken"> {
  const { store } = ports;
  const partition = readingPartition(change.ref);
  const current = await loadCurrent(ports, partition);
  const contended = current.inFlight.length > 0;
  const before = current.head?.value;
  const facts = mergeFacts(before?.facts ?? NO_FACTS, change.facts);
  const reread = await readAgain(ports, change, facts, current, distrust || contended);
  const forms = await compareAgain(store, {
    ref: change.ref,
    facts,
    texts: change.texts.map(({ source }) => source),
    digest: before?.digest ?? NOTHING_READ,
    distrust: distrust || contended,
  });
  const read = { reread, forms };
  const digest = digestAfter(before?.digest ?? NOTHING_READ, read, chooseSource(facts));
  const now = ports.now();
  const alive = current.inFlight.filter(
    ({ id, at }) => !isOwn(id, attemptId) && at > now - DEAD_AFTER_MS,
  );
  // One delivery may change a head several times: each change is done by itself.
  const me: Attempt = { id: `${attemptId}/${(current.head?.version ?? 0) + 1}`, at: now };
  const moved = movedAfter(before, facts, change.ref);
  const head: ReadingHead = { ref: change.ref, facts, digest, pending: [...alive, me], moved };
  const rewrite = distrust || contended;
  const plan = await planRows(store, partition, before, head, read, rewrite);
  const same =
    before !== undefined &&
    JSON.stringify([before.facts, before.digest]) === JSON.stringify([facts, digest]);
  if (same && plan.empty && !contended && endsAlike(reread, current.progress?.value.checkpoint))
    return "settled";
  if (isVoid(head) && before === undefined) return "settled";

  await register(store, plan);
  const saved = await store.save(headKey(partition), head, current.head?.version ?? 0);
  if (!saved) return "lost";
  const rows =
    alive.length === 0 ? plan : await planAfter(ports, partition, alive, before, head, read);
  await changeRows(store, rows);
  const progress: Progress = {
    done: [...(current.progress?.value.done ?? []).filter((id) => isPending(head, id)), me.id],
    checkpoint: reread === undefined ? (current.progress?.value.checkpoint ?? null) : reread.end,
  };
  const finished = await store.save(
    progressKey(partition),
    progress,
    current.progress?.version ?? 0,
  );
  return finished ? "settled" : "overtaken";
}

/**
 * A lane must know of a reading before the reading can hold its lines: whoever moves lines away
 * looks there for who had them.
 */
async function register(store: Store, plan: RowPlan): Promise<void> {
  const registry = plan.rows.filter(({ key }) => key.sort.startsWith("placed#"));
  if (registry.length > 0) await store.change(registry, []);
}

/** The same commands may leave the reader in another state, which what comes next is read from. */
const endsAlike = (reread: Reread | undefined, kept: Checkpoint | null | undefined): boolean =>
  reread === undefined ||
  JSON.stringify({ ...reread.end, since: 0 }) === JSON.stringify({ ...kept, since: 0 });

/** What terminal lines the change of the window moves, with those that wait since an earlier one. */
function movedAfter(
  before: ReadingHead | undefined,
  facts: Facts,
  ref: ReadingRef,
): ReadingHead["moved"] {
  const waiting = before?.moved ?? null;
  if (ref.kind !== "session") return waiting;
  const was = before === undefined ? undefined : windowOf(ref.sessionId, before.facts);
  const is = windowOf(ref.sessionId, facts);
  const lanes = placedKeys(facts);
  if (lanes === "") return waiting;
  const placing = (window: Window | undefined, of: Facts | undefined, keys: string): string =>
    JSON.stringify([window, of === undefined ? [] : serviceTargets(of), keys]);
  const same =
    placing(was, before?.facts, placedKeys(before?.facts ?? NO_FACTS)) ===
    placing(is, facts, lanes);
  if (same) return waiting;
  const spans = [waiting, was, is].filter((span) => span !== null && span !== undefined);
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}

const placedKeys = ({ sources }: Facts): string =>
  sources.flatMap((source) => (source.form === "prefixed" ? sourceKey(source) : [])).join("\n");

/** Left by this delivery itself: an earlier try that died, or one that was overtaken. */
export const isOwn = (id: string, attemptId: string): boolean => id.startsWith(`${attemptId}/`);

const headKey = (partition: string): Key<ReadingHead> => ({ partition, sort: headSort });
const progressKey = (partition: string): Key<Progress> => ({ partition, sort: progressSort });

const isPending = (head: ReadingHead, id: string): boolean =>
  head.pending.some((pending) => pending.id === id);

const isVoid = ({ digest, facts }: ReadingHead): boolean =>
  digest.first === null &&
  JSON.stringify({ ...facts, sources: [], longest: undefined }) === JSON.stringify(NO_FACTS);

export async function loadCurrent(
  { store }: Pick<Ports, "store">,
  partition: string,
): Promise<Current> {
  // Read together, either may be the older one: then somebody seems in flight who has finished,
  // and the save of what is the older one fails. Both cost a repetition, not the truth.
  const [head, progress] = await loadBoth(store, partition);
  const done = new Set(progress?.value.done);
  const inFlight = (head?.value.pending ?? []).filter(({ id }) => !done.has(id));
  return { head, progress, inFlight };
}

async function loadBoth(
  store: Store,
  partition: string,
): Promise<[Kept<ReadingHead> | undefined, Kept<Progress> | undefined]> {
  const [head, progress] = await store.load<ReadingHead | Progress>([
    headKey(partition),
    progressKey(partition),
  ]);
  // The keys say which is which.
  return [head as Kept<ReadingHead> | undefined, progress as Kept<Progress> | undefined];
}

/** The text as far as it must be read; undefined where nothing about it can have changed. */
async function readAgain(
  { store, now, retention }: Ports,
  change: Change,
  facts: Facts,
  { head, progress }: Current,
  distrust: boolean,
): Promise<Reread | undefined> {
  const source = chooseSource(facts);
  const digest = head?.value.digest ?? NOTHING_READ;
  // Text that was read may not be shown any more: what was made of it goes.
  if (source === undefined) return digest.source === null ? undefined : NOTHING_REREAD;
  // Commands outlive the text that they were read from: none of them goes with it.
  const { first } = digest;
  if (retention !== undefined && first !== null && change.evenIfGone !== true)
    if (mayBeGone(timeOf(first), now(), retention)) return undefined;
  const moved = digest.source !== sourceKey(source) || digest.reader !== READER_VERSION;
  const text = change.texts.find((one) => one.source === sourceKey(source));
  // A session whose only text is terminal lines is read once they are placed, not before.
  const owed = moved && (digest.source !== null || source.form !== "prefixed");
  if (text === undefined && !distrust && !owed) return undefined;
  const stretch = distrust || moved ? "all" : (text?.stretch ?? "all");
  return rereadText(store, {
    ref: change.ref,
    partition: readingPartition(change.ref),
    source,
    about: await loadLane(store, source.lane),
    checkpoint: progress?.value.checkpoint ?? null,
    dirty: stretch === "all" ? null : stretch,
  });
}

/** The rows to change, once those who are at it beside us have finished or died. */
async function planAfter(
  ports: Ports,
  partition: string,
  others: readonly Attempt[],
  before: ReadingHead | undefined,
  head: ReadingHead,
  read: ReadAgain,
): Promise<RowPlan> {
  for (let wait = 0; wait < 8; wait++) {
    const [progress] = await ports.store.load<Progress>([progressKey(partition)]);
    if (others.every(({ id }) => progress?.value.done.includes(id))) break;
    await ports.pause(10 * 2 ** wait);
  }
  return planRows(ports.store, partition, before, head, read, true);
}
