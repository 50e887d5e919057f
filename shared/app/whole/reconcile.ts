import { completenessOf, type Completeness, type Coverage } from "../../session/Coverage.ts";
import type { FilterState } from "../../session/FilterState.ts";
import { coveragePartition, filterSort } from "../../session/keys.ts";
import type { Gap } from "../../session/Gap.ts";
import { matchesPattern } from "../../logs/matchesPattern.ts";
import { keepScope } from "../keepScope.ts";
import type { Ports, Settings } from "../Ports.ts";
import type { FailureStore } from "../sources/FailureStore.ts";
import type { LogReader } from "../sources/LogReader.ts";
import type { SessionLister } from "../sources/SessionLister.ts";
import { SourceError, type SourceErrorCode } from "../sources/SourceError.ts";
import { StoreError } from "../StoreError.ts";
import type { Stretch } from "./eachWindow.ts";
import { finishReadings } from "./finishReadings.ts";
import { healGaps } from "./healGaps.ts";
import { isFatal } from "./isFatal.ts";
import {
  changeGroup,
  changeOther,
  listGroupCoverage,
  loadOther,
  type WatchedGroup,
} from "./keepCoverage.ts";
import { keepGap, standingGaps } from "./keepGap.ts";
import type { Progress } from "./Run.ts";
import { reconcileSessions } from "./reconcileSessions.ts";
import { redrive, type RedriveOutcome } from "./redrive.ts";
import { gapOf, LATEST_MS, MARGIN_MS, verifyGroup, type VerifyRun } from "./verifyGroup.ts";
import { finishTakings } from "./takeEvents.ts";
import { watchedGroups, type Watched } from "./watchedGroups.ts";

export interface ReconcileSources {
  readonly logs: LogReader;
  readonly sessions: SessionLister;
  /** Null where there is none. */
  readonly failures: FailureStore | null;
  readonly gunzip: (bytes: Uint8Array, cap: number) => Uint8Array;
}

export interface ReconcileRequest {
  readonly scope: string;
  readonly settings: Settings;
  /** Filter patterns of the subscriptions; null where all is read and nothing delivered. */
  readonly patterns: { readonly endpoint: string; readonly session: string } | null;
  /** Re-read this, instead of what is due. */
  readonly range: Stretch | null;
  /** Look for what came late now, not once a day. */
  readonly deep: boolean;
  /** Epoch milliseconds: stop before that, with the place kept. */
  readonly deadline: number;
  readonly onProgress?: (progress: Progress) => void;
}

export interface NamedProblem {
  /** A log group, or what else could not be asked. */
  readonly what: string;
  /** `broken`: its events came and could not be taken in. */
  readonly code: SourceErrorCode | "broken";
  readonly message: string;
}

export interface ReconcileReport {
  /** False where time ran out: the next run goes on from there. */
  readonly finished: boolean;
  readonly logGroups: number;
  /** Log events re-read, and those of them that were lacking and were taken in. */
  readonly events: number;
  readonly healed: number;
  readonly sessions: number;
  readonly sessionsMissed: number;
  /** Readings that a dead attempt had left half-way. */
  readonly readings: number;
  /** Refused deliveries that were put through again, and those that can't be. */
  readonly redriven: number;
  readonly stuck: number;
  /** Gaps that stand open now, and those that this run found to be lost for ever. */
  readonly gapsOpen: number;
  readonly gapsLost: number;
  readonly problems: readonly NamedProblem[];
  readonly completeUpTo: Completeness | null;
}

/**
 * Re-reads the sources, takes in what is lacking, and writes down what was: how far that is true
 * is what answers call `completeUpTo`. Doing it again changes nothing, and one source that says no
 * does not keep it from the others. Throws where nothing can be asked, or the store is broken.
 */
export async function reconcile(
  ports: Ports,
  sources: ReconcileSources,
  request: ReconcileRequest,
): Promise<ReconcileReport> {
  const run = startRun(ports, request);
  await keepScope(ports, run.scope);
  const before = await countGaps(ports, run.scope);
  await finishTakings(ports, run);
  const groups = await reconcileGroups(ports, sources.logs, run, request.patterns === null);
  const problems = [...groups.problems];
  const sessions = await trying(ports, run, "sessions", problems, () =>
    reconcileSessions(ports, sources.sessions, run),
  );
  const since = run.asOf - (run.deep ? LATEST_MS : 2 * 86_400_000);
  const readings = run.mayGoOn() ? await finishReadings(ports, run, since) : 0;
  const failures = await trying(ports, run, "failures", problems, () =>
    redriveAll(ports, sources, run),
  );
  const verified = { groups: groups.verified, stuck: failures?.stuckNames ?? null };
  await healGaps(ports, sources.logs, run, verified);
  const completeUpTo = await keepWhole(ports, run.scope);
  const gaps = await countGaps(ports, run.scope);
  if (groups.broken.length > 0) throw new AggregateError(groups.broken, "log groups are broken");
  return {
    finished:
      groups.finished &&
      sessions?.finished !== false &&
      failures?.finished !== false &&
      run.mayGoOn(),
    logGroups: groups.count,
    events: groups.events,
    healed: groups.healed,
    sessions: sessions?.sessions ?? 0,
    sessionsMissed: sessions?.missed ?? 0,
    readings,
    redriven: failures?.redriven ?? 0,
    stuck: failures?.stuck ?? 0,
    gapsOpen: gaps.open,
    gapsLost: Math.max(0, gaps.lost - before.lost),
    problems,
    completeUpTo,
  };
}

/** What stands in the ledger, of each state. */
async function countGaps({ store }: Ports, scope: string): Promise<{ open: number; lost: number }> {
  const count = { open: 0, lost: 0, healed: 0 };
  for await (const { state } of standingGaps(store, scope)) count[state]++;
  return count;
}

function startRun(ports: Ports, request: ReconcileRequest): VerifyRun {
  const { scope, settings, patterns, range, deep, deadline, onProgress } = request;
  const asOf = ports.now();
  return {
    id: `reconcile-${ports.secret().slice(0, 16)}`,
    scope,
    settings,
    asOf,
    deep,
    range: range === null ? null : { ...range, to: Math.min(range.to, asOf) },
    // Continuation lines come without the prefix: a filter that asks for it leaves them to us.
    isDelivered: (endpoint, message) =>
      patterns !== null &&
      matchesPattern(endpoint === null ? patterns.session : patterns.endpoint, message),
    delivered: 0,
    mayGoOn: () => ports.now() < deadline,
    ...(onProgress === undefined ? {} : { onProgress }),
  };
}

interface Groups {
  finished: boolean;
  count: number;
  events: number;
  healed: number;
  readonly problems: NamedProblem[];
  /** Errors that are no source's. */
  readonly broken: unknown[];
  /** What is known to be held now, by log group. */
  readonly verified: Map<string, readonly Stretch[]>;
}

async function reconcileGroups(
  ports: Ports,
  logs: LogReader,
  run: VerifyRun,
  byReading: boolean,
): Promise<Groups> {
  const done: Groups = {
    finished: true,
    count: 0,
    events: 0,
    healed: 0,
    problems: [],
    broken: [],
    verified: new Map(),
  };
  const { watched, listed } = await listWatched(ports, logs, run, done.problems);
  if (byReading) for (const group of watched) await keepByReading(ports, run, group);
  for (const group of await inOrder(ports, run, watched)) {
    if (!run.mayGoOn()) {
      done.finished = false;
      break;
    }
    await reconcileGroup(ports, logs, run, group, done);
  }
  if (listed) await tellGoneGroups(ports, run, watched);
  return done;
}

/** That no filter delivers it here is as it should be; what changes its text is worth telling. */
async function keepByReading(
  { store }: Ports,
  run: VerifyRun,
  { logGroup, endpoint, summary }: Watched,
): Promise<void> {
  const state: FilterState = {
    logGroup,
    endpoint,
    outcome: "by-reading",
    holders: [],
    changes: summary.masked ? ["masked"] : [],
    detail: "",
    asOf: run.asOf,
  };
  const key = { partition: coveragePartition(run.scope), sort: filterSort(logGroup) };
  await store.change([{ key, value: state }], []);
}

/** The log groups there are; where they may not be listed, those that are known. */
async function listWatched(
  ports: Ports,
  logs: LogReader,
  run: VerifyRun,
  problems: NamedProblem[],
): Promise<{ watched: Watched[]; listed: boolean }> {
  const watched: Watched[] = [];
  const listed = await trying(ports, run, "groups", problems, async () => {
    for await (const one of watchedGroups(logs, run.settings.sessionLogGroups)) watched.push(one);
    if (run.range === null)
      await changeOther(ports, run.scope, "groups", (now) => readAt(now, run.asOf));
    return true;
  });
  if (listed === true) return { watched, listed };
  const known = await listGroupCoverage(ports.store, run.scope);
  return { watched: known.filter(({ gone }) => gone === null).map(asKnown), listed: false };
}

/** A clock that went back takes nothing back. */
const readAt = (before: Coverage, asOf: number): Coverage =>
  asOf < (before.asOf ?? 0)
    ? { ...before, problem: null }
    : { upTo: asOf - MARGIN_MS, asOf, lateAsOf: asOf, problem: null };

const asKnown = ({ logGroup, endpoint }: WatchedGroup): Watched => ({
  logGroup,
  endpoint,
  summary: { logGroup, arn: "", created: null, retentionDays: null, standard: true, masked: false },
});

/** What was re-read longest ago comes first; a first re-read, which may take long, last. */
async function inOrder(
  ports: Ports,
  run: VerifyRun,
  watched: readonly Watched[],
): Promise<Watched[]> {
  const rows = await listGroupCoverage(ports.store, run.scope);
  const known = new Map(rows.map((row) => [row.logGroup, row]));
  const rank = ({ logGroup }: Watched): number => {
    const row = known.get(logGroup);
    return row === undefined || row.lateAsOf === null ? Infinity : (row.asOf ?? 0);
  };
  return [...watched].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left === right ? 0 : left < right ? -1 : 1;
  });
}

async function reconcileGroup(
  ports: Ports,
  logs: LogReader,
  run: VerifyRun,
  group: Watched,
  done: Groups,
): Promise<void> {
  done.count++;
  try {
    const report = await verifyOnceMore(ports, logs, run, group);
    done.finished &&= report.finished;
    done.events += report.read;
    done.healed += report.lacked;
    done.verified.set(group.logGroup, report.verified);
    await changeGroup(ports, run.scope, group, (row) => ({ ...row, problem: null }));
  } catch (error) {
    if (error instanceof StoreError || (error instanceof SourceError && isFatal(error)))
      throw error;
    if (!(error instanceof SourceError)) done.broken.push(error);
    const code = error instanceof SourceError ? error.code : "broken";
    const message =
      error instanceof SourceError ? error.message : "its events could not be taken in";
    done.problems.push({ what: group.logGroup, code, message });
    await tellUnchecked(ports, run, group, code, message);
  }
}

/** A stream or a group that is deleted between being listed and being read is looked for again. */
async function verifyOnceMore(
  ports: Ports,
  logs: LogReader,
  run: VerifyRun,
  group: Watched,
): ReturnType<typeof verifyGroup> {
  try {
    return await verifyGroup(ports, logs, run, group, group.summary);
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== "gone") throw error;
    return verifyGroup(ports, logs, run, group, group.summary);
  }
}

async function tellUnchecked(
  ports: Ports,
  run: VerifyRun,
  group: Watched,
  code: string,
  message: string,
): Promise<void> {
  const row = await changeGroup(ports, run.scope, group, (now) => ({
    ...now,
    problem: { code, message, since: now.problem?.since ?? run.asOf },
  }));
  const from = row.upTo ?? group.summary.created ?? row.problem?.since ?? run.asOf;
  const what = { kind: "not-checked", state: "open", from, to: null, detail: code } as const;
  await keepGap(ports.store, gapOf(run, group, what));
}

async function tellGoneGroups(
  ports: Ports,
  run: VerifyRun,
  watched: readonly Watched[],
): Promise<void> {
  const present = new Set(watched.map(({ logGroup }) => logGroup));
  for (const row of await listGroupCoverage(ports.store, run.scope)) {
    if (row.gone !== null || present.has(row.logGroup)) continue;
    const from = row.upTo ?? row.begun ?? run.asOf;
    const detail = "the log group was deleted: what came last in it can't be re-read";
    const what = { kind: "group-gone", state: "lost", from, to: run.asOf, detail } as const;
    await keepGap(ports.store, gapOf(run, row, what));
    await changeGroup(ports, run.scope, row, (now) => ({ ...now, gone: run.asOf, problem: null }));
  }
}

/** Does one part; what its source refuses is a problem of that part alone. */
async function trying<T>(
  ports: Ports,
  run: VerifyRun,
  name: "groups" | "sessions" | "failures",
  problems: NamedProblem[],
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceError) || isFatal(error)) throw error;
    const { code, message } = error;
    problems.push({ what: WHAT[name], code, message });
    await changeOther(ports, run.scope, name, (now) => ({
      ...now,
      problem: { code, message, since: now.problem?.since ?? run.asOf },
    }));
    return undefined;
  }
}

const WHAT = {
  groups: "the list of log groups",
  sessions: "ssm:DescribeSessions",
  failures: "the failure destination",
} as const;

interface Redriven {
  readonly finished: boolean;
  readonly redriven: number;
  readonly stuck: number;
  /** Null where the list did not come to its end. */
  readonly stuckNames: ReadonlySet<string> | null;
}

async function redriveAll(
  ports: Ports,
  { failures, gunzip }: ReconcileSources,
  run: VerifyRun,
): Promise<Redriven> {
  if (failures === null) {
    // Nothing is delivered here, so nothing can be refused.
    await changeOther(ports, run.scope, "failures", (now) => readAt(now, run.asOf));
    return { finished: true, redriven: 0, stuck: 0, stuckNames: null };
  }
  if (!run.mayGoOn()) return { finished: true, redriven: 0, stuck: 0, stuckNames: null };
  const { outcomes, finished } = await redrive(ports, failures, {
    settings: run.settings,
    gunzip,
    dryRun: false,
    remove: true,
    runId: run.id,
    mayGoOn: run.mayGoOn,
  });
  const stuck = outcomes.filter(({ result }) => result === "unreadable");
  for (const one of stuck) await keepGap(ports.store, stuckGap(run, one));
  await changeOther(ports, run.scope, "failures", () => ({
    upTo: run.asOf,
    asOf: run.asOf,
    lateAsOf: run.asOf,
    problem:
      stuck.length === 0
        ? null
        : { code: "unreadable", message: `${stuck.length} can't be read`, since: run.asOf },
  }));
  return {
    finished,
    redriven: outcomes.filter(({ result }) => result === "taken-in").length,
    stuck: stuck.length,
    stuckNames: finished ? new Set(stuck.map(({ name }) => name)) : null,
  };
}

const stuckGap = (run: VerifyRun, { name, at }: RedriveOutcome): Gap => ({
  kind: "delivery-failed",
  scope: run.scope,
  state: "open",
  logGroup: null,
  logStream: null,
  endpoint: null,
  sessionId: null,
  from: Date.parse(at),
  to: Date.parse(at),
  noticed: run.asOf,
  settled: null,
  events: null,
  detail: name,
});

/** What holds of everything that is watched, so that an answer about everything reads one row. */
async function keepWhole(ports: Ports, scope: string): Promise<Completeness | null> {
  const groups = await listGroupCoverage(ports.store, scope);
  const list = await loadOther(ports.store, scope, "groups");
  const whole = completenessOf([list, ...groups.filter(({ gone }) => gone === null)]);
  await changeOther(ports, scope, "whole", () => ({
    upTo: whole?.upTo ?? null,
    asOf: whole?.asOf ?? null,
    lateAsOf: whole?.lateAsOf ?? null,
    problem: null,
  }));
  return whole;
}
