import type { Source } from "../session/Facts.ts";
import { OTHER_FORM } from "../session/FormsCompared.ts";
import type { KeptCommand } from "../session/KeptCommand.ts";
import { checkpointSort, commandSort, doubtSort, type Key } from "../session/keys.ts";
import type { LaneAbout } from "../session/LaneAbout.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import type { Position } from "../session/Position.ts";
import {
  advanceReading,
  agrees,
  beginReading,
  checkpointOf,
  isUsable,
  provisional,
  provisionalDoubts,
  resumeReading,
  type Reading,
} from "../session/readPieces.ts";
import type { Checkpoint } from "../session/ReadingHead.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import { sourcePieces } from "./sourcePieces.ts";
import type { Store } from "./Store.ts";

export interface RereadRequest {
  readonly ref: ReadingRef;
  readonly partition: string;
  readonly source: Source;
  readonly about: LaneAbout;
  /** Where the last reading ended; null where there was none. */
  readonly checkpoint: Checkpoint | null;
  /** The evidence that is new lies between these; null: read everything, trust nothing kept. */
  readonly dirty: { readonly first: Position; readonly last: Position } | null;
}

export interface Reread {
  /** Commands of the stretch that was read, by sort key. */
  readonly commands: ReadonlyMap<string, KeptCommand>;
  /** What was kept for the same stretch; undefined where all that is kept must be compared. */
  readonly before: ReadonlyMap<string, KeptCommand> | undefined;
  /** The same of lines that look like commands and were judged to be none. */
  readonly doubts: ReadonlyMap<string, KeptCommand>;
  readonly doubtsBefore: ReadonlyMap<string, KeptCommand> | undefined;
  readonly checkpoints: ReadonlyMap<string, Checkpoint>;
  readonly staleCheckpoints: readonly Key<Checkpoint>[];
  /** Where the text ends now. */
  readonly end: Checkpoint | null;
  /** The first piece, where the reading began at the start of the text. */
  readonly first: Position | null;
}

/** There is nothing to read, and nothing kept of it stands. */
export const NOTHING_REREAD: Reread = {
  commands: new Map(),
  before: undefined,
  doubts: new Map(),
  doubtsBefore: undefined,
  checkpoints: new Map(),
  staleCheckpoints: [],
  end: null,
  first: null,
};

/** Reads as much of the source as the new evidence makes necessary. */
export async function rereadText(store: Store, request: RereadRequest): Promise<Reread> {
  const { checkpoint, dirty } = request;
  const key = sourceKey(request.source);
  if (dirty === null || checkpoint === null || !isUsable(checkpoint, key))
    return readAll(store, request);
  if (dirty.first > checkpoint.position) return readOn(store, request, checkpoint);
  return readLate(store, request, checkpoint, dirty);
}

const begun = ({ source }: RereadRequest): Reading =>
  beginReading(source.form, source.lane, sourceKey(source));

const resumed = ({ source }: RereadRequest, checkpoint: Checkpoint): Reading =>
  resumeReading(source.form, source.lane, checkpoint);

async function readAll(store: Store, request: RereadRequest): Promise<Reread> {
  const run = await readFrom(store, request, begun(request));
  return { ...run, before: undefined, doubtsBefore: undefined, staleCheckpoints: [] };
}

/** New text after all that was read: only what was provisional can change. */
async function readOn(store: Store, request: RereadRequest, from: Checkpoint): Promise<Reread> {
  const start = resumed(request, from);
  const run = await readFrom(store, request, start);
  return {
    ...run,
    before: bySort(provisional(start)),
    doubtsBefore: byDoubtSort(provisionalDoubts(start)),
    staleCheckpoints: [],
  };
}

/** New text before the end: read again from before it until nothing is changed by it any more. */
async function readLate(
  store: Store,
  request: RereadRequest,
  end: Checkpoint,
  dirty: { first: Position; last: Position },
): Promise<Reread> {
  const key = sourceKey(request.source);
  const before = await checkpointBefore(store, request, dirty.first);
  const start = before === undefined ? begun(request) : resumed(request, before);
  const kept = keptCheckpoints(store, request.partition, dirty.first);
  const passed: Checkpoint[] = [];
  let ahead = await nextOf(kept);
  const run = await readFrom(store, request, start, async (reading) => {
    const position = reading.position ?? "";
    while (ahead !== undefined && ahead.position < position) {
      passed.push(ahead);
      ahead = await nextOf(kept);
    }
    if (position < dirty.last) return false;
    if (ahead !== undefined && isUsable(ahead, key) && agrees(reading, ahead)) return true;
    return agrees(reading, end);
  });
  const stoppedAt = run.end?.position ?? "";
  while (ahead !== undefined && ahead.position <= stoppedAt) {
    passed.push(ahead);
    ahead = await nextOf(kept);
  }
  const early = stoppedAt < end.position;
  const stretch = { after: start.position, until: early ? stoppedAt : null };
  return {
    ...run,
    // The provisional end was not read again when the reading stopped early: it stands.
    commands: early ? run.settled : run.commands,
    before: await keptStretch(store, request, start, stretch, "cmd"),
    doubts: early ? run.settledDoubts : run.doubts,
    doubtsBefore: await keptStretch(store, request, start, stretch, "doubt"),
    staleCheckpoints: passed
      .map(({ position }) => position)
      .filter((position) => !run.checkpoints.has(checkpointSort(position)))
      .map((position) => ({ partition: request.partition, sort: checkpointSort(position) })),
    end: early ? end : run.end,
  };
}

/** Late text is read again up to the next checkpoint that agrees, seldom far. */
const FRAGMENTS_LATE = 48;

interface Run {
  readonly settled: Map<string, KeptCommand>;
  readonly commands: Map<string, KeptCommand>;
  readonly settledDoubts: Map<string, KeptCommand>;
  readonly doubts: Map<string, KeptCommand>;
  readonly checkpoints: Map<string, Checkpoint>;
  readonly end: Checkpoint | null;
  readonly first: Position | null;
}

async function readFrom(
  store: Store,
  request: RereadRequest,
  start: Reading,
  stop?: (reading: Reading) => Promise<boolean>,
): Promise<Run> {
  const { ref, source, about } = request;
  let reading = start;
  const settled = new Map<string, KeptCommand>();
  const settledDoubts = new Map<string, KeptCommand>();
  const checkpoints = new Map<string, Checkpoint>();
  let first: Position | null = null;
  const wanted = { ref, source, about, after: start.position };
  const expect = stop === undefined ? {} : { expect: FRAGMENTS_LATE };
  reading: for await (const pieces of sourcePieces(store, { ...wanted, ...expect }))
    for (const piece of pieces) {
      if (start.position === null) first ??= piece.position;
      const advanced = advanceReading(reading, piece);
      reading = advanced.reading;
      for (const command of advanced.settled) settled.set(sortOf(command), command);
      for (const line of advanced.doubtful) settledDoubts.set(doubtSortOf(line), line);
      if (advanced.checkpoint !== null)
        checkpoints.set(checkpointSort(piece.position), advanced.checkpoint);
      if (stop !== undefined && (await stop(reading))) break reading;
    }
  const commands = new Map([...settled, ...bySort(provisional(reading))]);
  const doubts = new Map([...settledDoubts, ...byDoubtSort(provisionalDoubts(reading))]);
  const end = checkpointOf(reading);
  return { settled, commands, settledDoubts, doubts, checkpoints, end, first };
}

const sortOf = ({ at }: KeptCommand): string => commandSort(at.position, at.offset);

const bySort = (commands: readonly KeptCommand[]): Map<string, KeptCommand> =>
  new Map(commands.map((command) => [sortOf(command), command]));

const doubtSortOf = ({ at }: KeptCommand): string => doubtSort(at.position, at.offset, "read");

const byDoubtSort = (lines: readonly KeptCommand[]): Map<string, KeptCommand> =>
  new Map(lines.map((line) => [doubtSortOf(line), line]));

async function checkpointBefore(
  store: Store,
  { partition, source }: RereadRequest,
  position: Position,
): Promise<Checkpoint | undefined> {
  const earlier = store.list<Checkpoint>({
    partition,
    from: checkpointSort(""),
    to: checkpointSort(position),
    descending: true,
    expect: 2,
  });
  for await (const { value } of earlier)
    if (value.position < position && isUsable(value, sourceKey(source))) return value;
  return undefined;
}

function keptCheckpoints(
  store: Store,
  partition: string,
  from: Position,
): AsyncIterator<Checkpoint> {
  const rows = store.list<Checkpoint>({
    partition,
    from: checkpointSort(from),
    to: checkpointSort("~"),
    expect: 4,
  });
  return (async function* () {
    for await (const { value } of rows) yield value;
  })();
}

async function nextOf(checkpoints: AsyncIterator<Checkpoint>): Promise<Checkpoint | undefined> {
  const next = await checkpoints.next();
  return next.done === true ? undefined : next.value;
}

/** What was kept of what was read after `after` and, unless null, up to `until`. */
async function keptStretch(
  store: Store,
  { partition }: RereadRequest,
  start: Reading,
  { after, until }: { after: Position | null; until: Position | null },
  kind: "cmd" | "doubt",
): Promise<Map<string, KeptCommand>> {
  // A command entered before the stretch may have been settled within it, and so may a doubt.
  const entered = [...provisional(start), ...provisionalDoubts(start)].map(sortOf);
  const [first = ""] = [...entered, commandSort(after ?? "", 0)].sort();
  const rows = store.list<KeptCommand>({
    partition,
    from: first.replace("cmd", kind),
    to: `${kind}#${until === null ? "~" : `${until}#99999999~`}`,
  });
  const kept = new Map<string, KeptCommand>();
  for await (const { sort, value } of rows) {
    if (value.kind === "document" || value.reason === OTHER_FORM) continue;
    const by = value.settledBy;
    if (
      by === null
        ? until === null
        : (after === null || by > after) && (until === null || by <= until)
    )
      kept.set(sort, value);
  }
  return kept;
}
