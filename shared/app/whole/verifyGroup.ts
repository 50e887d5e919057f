import type { GroupCoverage } from "../../session/Coverage.ts";
import type { Gap } from "../../session/Gap.ts";
import type { Ports } from "../Ports.ts";
import type { GroupSummary, LogReader, StreamEvent, StreamSummary } from "../sources/LogReader.ts";
import { SourceError } from "../sources/SourceError.ts";
import { eachWindow, type Stretch } from "./eachWindow.ts";
import { forgetGone, listSsmStreams, noticeGone, streamsWithin } from "./groupStreams.ts";
import { changeGroup, type WatchedGroup } from "./keepCoverage.ts";
import { keepGap } from "./keepGap.ts";
import { readWindow, type Ledger } from "./readWindow.ts";
import type { Run } from "./Run.ts";

/** What was delivered less than five minutes ago may still be on its way here by itself. */
export const MARGIN_MS = 5 * 60_000;
/** Events that came up to an hour late are found by the next run, later ones by the deep pass. */
export const OVERLAP_MS = 60 * 60_000;
/** CloudWatch Logs takes events that are 14 days old. */
export const LATEST_MS = 14 * 86_400_000;
const DEEP_EVERY_MS = 24 * 60 * 60_000;
const LEAST_WINDOW_MS = 60_000;
const DAY_MS = 86_400_000;

/** A run that re-reads and writes down what it finds. */
export interface VerifyRun extends Run {
  /** When the run began, epoch milliseconds: what came later is not its matter. */
  readonly asOf: number;
  /** Begin a deep pass, however late the last one was. */
  readonly deep: boolean;
  /** Re-read this instead of what is due. */
  readonly range: Stretch | null;
  /** Whether the event should have come by itself. */
  readonly isDelivered: (endpoint: string | null, message: string) => boolean;
}

export interface GroupReport {
  readonly finished: boolean;
  readonly read: number;
  readonly lacked: number;
  /** What of the log group is known to be held now. */
  readonly verified: readonly Stretch[];
}

/**
 * Re-reads a log group from where the last run ended, and what comes late once a day; takes in what
 * is lacking and moves the marks. A crash repeats a window, no more.
 */
export async function verifyGroup(
  ports: Ports,
  reader: LogReader,
  run: VerifyRun,
  group: WatchedGroup,
  summary: GroupSummary,
): Promise<GroupReport> {
  if (!summary.standard)
    throw new SourceError(
      "refused",
      "its class is Infrequent Access, which can't be read by event",
    );
  const streams = group.endpoint === null ? null : await listSsmStreams(reader, group.logGroup);
  const before = await changeGroup(ports, run.scope, group, (row) => described(row, streams));
  if (streams !== null) await tellGone(ports, run, group, before, streams);
  const due = await dueOf(ports, run, group, before, summary);
  const report = { read: 0, lacked: 0, verified: [] as Stretch[] };
  for (const one of due) {
    const ledger = one.backfill ? undefined : ledgerOf(ports, run, group);
    const finished = await eachWindow(one.stretch, before.windowMs, async (window) => {
      const logStreams = streams === null ? null : streamsWithin(streams, window.from, window.to);
      const at = { logGroup: group.logGroup, logStreams, ...window };
      const done = await readWindow(ports, reader, run, at, ledger);
      report.read += done.read;
      report.lacked += done.lacked;
      if (!done.finished || !run.mayGoOn()) {
        if (!done.finished) await halve(ports, run, group, window);
        else await one.mark(window);
        return "stop";
      }
      await one.mark(window);
      report.verified.push(window);
      return done.read === 0 ? "empty" : "some";
    });
    if (!finished) return { ...report, finished };
    await one.end();
  }
  return { ...report, finished: true };
}

const described = (
  row: GroupCoverage,
  streams: readonly StreamSummary[] | null,
): GroupCoverage => ({
  ...row,
  gone: null,
  streams: streams?.length ?? row.streams,
  lastEvent: streams === null ? row.lastEvent : latestOf(streams),
});

const latestOf = (streams: readonly StreamSummary[]): number | null => {
  const times = streams.flatMap(({ lastEvent }) => lastEvent ?? []);
  return times.length === 0 ? null : Math.max(...times);
};

interface Due {
  readonly stretch: Stretch;
  /** Nothing was ever held of it: what it brings was not missed, it's the beginning. */
  readonly backfill: boolean;
  readonly mark: (read: Stretch) => Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

async function dueOf(
  ports: Ports,
  run: VerifyRun,
  group: WatchedGroup,
  row: GroupCoverage,
  { created, retentionDays }: GroupSummary,
): Promise<Due[]> {
  const nothing = (): Promise<void> => Promise.resolve();
  const change = (next: (row: GroupCoverage) => GroupCoverage) =>
    changeGroup(ports, run.scope, group, next);
  if (run.range !== null)
    return [{ stretch: run.range, backfill: false, mark: nothing, end: nothing }];
  const to = run.asOf - MARGIN_MS;
  const horizon = retentionDays === null ? 0 : run.asOf - retentionDays * DAY_MS;
  // A log group takes events that are older than itself, by as much as any may be.
  const begins = Math.max((created ?? 0) - LATEST_MS, 0);
  await tellExpired(ports, run, group, row.upTo ?? created ?? 0, horizon);
  // Windows that end before the mark are its overlap: they move nothing.
  const mark = ({ to: read }: Stretch) =>
    change((now) =>
      read < (now.upTo ?? 0)
        ? now
        : { ...now, upTo: read, asOf: Math.max(now.asOf ?? 0, run.asOf) },
    );
  const backfill = row.lateAsOf === null;
  const next = row.upTo === null ? begins : row.upTo - (backfill ? 0 : OVERLAP_MS);
  if (backfill) await change((now) => ({ ...now, begun: now.begun ?? run.asOf }));
  const due: Due[] = [
    {
      stretch: { from: Math.max(next, horizon), to },
      backfill,
      mark,
      // A log group that is younger than the margin has no window, and nothing to lack.
      end: () =>
        change((now) => ({
          ...now,
          upTo: Math.max(now.upTo ?? 0, to),
          asOf: Math.max(now.asOf ?? 0, run.asOf),
          lateAsOf: backfill ? (now.begun ?? run.asOf) : now.lateAsOf,
        })),
    },
  ];
  const late = row.lateAsOf !== null && run.asOf - row.lateAsOf >= DEEP_EVERY_MS;
  if (!backfill && (row.deep !== null || late || run.deep))
    due.push(await deepOf(change, run, row, horizon, to));
  return due;
}

async function deepOf(
  change: (next: (row: GroupCoverage) => GroupCoverage) => Promise<GroupCoverage>,
  run: VerifyRun,
  row: GroupCoverage,
  horizon: number,
  to: number,
): Promise<Due> {
  const start = Math.max(run.asOf - LATEST_MS, horizon, 0);
  const deep = row.deep ?? { began: run.asOf, next: start };
  await change((now) => ({ ...now, deep }));
  return {
    stretch: { from: Math.max(deep.next, horizon), to },
    backfill: false,
    mark: (read) => change((now) => ({ ...now, deep: { ...deep, next: read.to + 1 } })),
    end: () => change((now) => ({ ...now, deep: null, lateAsOf: deep.began })),
  };
}

const halve = (
  ports: Ports,
  run: VerifyRun,
  group: WatchedGroup,
  window: Stretch,
): Promise<unknown> =>
  changeGroup(ports, run.scope, group, (row) => ({
    ...row,
    windowMs: Math.max(
      LEAST_WINDOW_MS,
      Math.floor(Math.min(row.windowMs, window.to - window.from + 1) / 2),
    ),
  }));

/** A gap of that log group, as it is noticed now. */
export const gapOf = (
  run: VerifyRun,
  group: WatchedGroup,
  gap: Pick<Gap, "kind" | "state" | "from" | "to" | "detail"> & Partial<Gap>,
): Gap => ({
  scope: run.scope,
  logGroup: group.logGroup,
  logStream: null,
  endpoint: group.endpoint,
  sessionId: null,
  noticed: run.asOf,
  settled: gap.state === "open" ? null : run.asOf,
  events: null,
  ...gap,
});

async function tellExpired(
  { store }: Ports,
  run: VerifyRun,
  group: WatchedGroup,
  from: number,
  horizon: number,
): Promise<void> {
  if (horizon <= from) return;
  const detail = "the log group's retention had passed before it was re-read";
  const what = { kind: "retention-passed", state: "lost", from, to: horizon, detail } as const;
  await keepGap(store, gapOf(run, group, what));
}

async function tellGone(
  { store }: Ports,
  run: VerifyRun,
  group: WatchedGroup,
  row: GroupCoverage,
  streams: readonly StreamSummary[],
): Promise<void> {
  const gone = await noticeGone(store, run.scope, group.logGroup, streams, run.asOf);
  for (const logStream of gone)
    await keepGap(
      store,
      gapOf(run, group, {
        kind: "stream-gone",
        state: "lost",
        logStream,
        from: row.upTo ?? run.asOf,
        to: run.asOf,
        detail: "the log stream was deleted: what came last in it can't be re-read",
      }),
    );
  await forgetGone(store, run.scope, group.logGroup, gone, run.asOf);
}

/** One gap a stream and run, which grows page by page. */
function ledgerOf({ store }: Ports, run: VerifyRun, group: WatchedGroup): Ledger {
  const gaps = new Map<string, Gap>();
  return {
    async noticed(logStream, events) {
      const missed = events.filter((event) => isMissed(run, group, event));
      if (missed.length === 0) return;
      const times = missed.map(({ event }) => event.timestamp);
      const before = gaps.get(logStream);
      const gap = gapOf(run, group, {
        kind: "events-missed",
        state: "open",
        logStream,
        from: Math.min(before?.from ?? Infinity, ...times),
        to: Math.max(before?.to ?? -Infinity, ...times),
        events: (before?.events ?? 0) + missed.length,
        detail: "the log group held events that nothing had brought here",
      });
      gaps.set(logStream, before === undefined ? gap : { ...gap, from: before.from });
      await keepGap(store, gaps.get(logStream) ?? gap);
    },
    async healed(logStream) {
      const gap = gaps.get(logStream);
      if (gap !== undefined) await keepGap(store, { ...gap, state: "healed", settled: run.asOf });
    },
  };
}

/** What came in within the margin may still be on its way by itself: it is taken, not missed. */
const isMissed = (
  { asOf, isDelivered }: VerifyRun,
  { endpoint }: WatchedGroup,
  { ingested, event }: StreamEvent,
): boolean =>
  (ingested ?? event.timestamp) <= asOf - MARGIN_MS && isDelivered(endpoint, event.message);
