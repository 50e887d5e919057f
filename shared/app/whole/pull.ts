import { coveragePartition, pulledSort, type Key } from "../../session/keys.ts";
import { keepScope } from "../keepScope.ts";
import { keepServiceSessions } from "../keepServiceSessions.ts";
import { keepTrail } from "../keepTrail.ts";
import type { Ports, Settings } from "../Ports.ts";
import type { LogReader } from "../sources/LogReader.ts";
import type { SessionLister } from "../sources/SessionLister.ts";
import { SourceError } from "../sources/SourceError.ts";
import type { TrailReader } from "../sources/TrailReader.ts";
import { eachWindow, type Stretch } from "./eachWindow.ts";
import { listSsmStreams, streamsWithin } from "./groupStreams.ts";
import { changeKept } from "./keepCoverage.ts";
import { readWindow } from "./readWindow.ts";
import type { Progress, Run } from "./Run.ts";
import type { NamedProblem } from "./reconcile.ts";
import { finishTakings } from "./takeEvents.ts";
import { LATEST_MS } from "./verifyGroup.ts";
import { watchedGroups, type Watched } from "./watchedGroups.ts";

export interface PullSources {
  readonly logs: LogReader;
  readonly sessions: SessionLister;
  readonly trail: TrailReader;
}

export interface PullRequest {
  readonly scope: string;
  readonly settings: Settings;
  /** Null: every endpoint's. */
  readonly endpoints: readonly string[] | null;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly onGroups?: (logGroups: readonly string[]) => void;
  readonly onProgress?: (progress: Progress) => void;
  readonly onGroupDone?: (logGroup: string) => void;
}

export interface PullReport {
  readonly logGroups: number;
  /** Log groups in which no stream is an endpoint's `/ssm` stream. */
  readonly withoutSsm: readonly string[];
  /** Log events read, and those of them that were not held before. */
  readonly events: number;
  readonly taken: number;
  readonly trailRecords: number;
  readonly sessions: number;
  readonly problems: readonly NamedProblem[];
  /** Nothing at all could be asked. */
  readonly nothing: boolean;
}

/** Events come up to an hour late, CloudTrail's records some minutes: what is pulled again. */
const OVERLAP_MS = 60 * 60_000;
const WINDOW_MS = 24 * 60 * 60_000;
const TRAIL_WINDOW_MS = 7 * 24 * 60 * 60_000;
const TRAIL_EVENTS = ["StartSession", "ResumeSession", "TerminateSession"] as const;

/**
 * Brings an account's evidence here with the caller's own credentials, through what ingests it
 * elsewhere. It remembers how far it came; killed and begun again, it goes on. What one source
 * refuses is a problem in the report, and the others go on.
 */
export async function pull(
  ports: Ports,
  sources: PullSources,
  request: PullRequest,
): Promise<PullReport> {
  const { scope, settings, onProgress } = request;
  const run: Run = {
    id: `pull-${ports.secret().slice(0, 16)}`,
    scope,
    settings,
    mayGoOn: () => true,
    delivered: 0,
    ...(onProgress === undefined ? {} : { onProgress }),
  };
  await keepScope(ports, scope);
  await finishTakings(ports, run);
  const problems: NamedProblem[] = [];
  const attempt = attempts(problems);
  const sessions = await attempt("ssm:DescribeSessions", () =>
    pullSessions(ports, sources, request),
  );
  const trailRecords = await attempt("cloudtrail:LookupEvents", () =>
    pullTrail(ports, sources.trail, request),
  );
  const groups = await pullGroups(ports, sources.logs, run, request, attempt);
  const asked = [sessions, trailRecords, groups].filter((one) => one !== undefined);
  return {
    logGroups: groups?.done ?? 0,
    withoutSsm: groups?.withoutSsm ?? [],
    events: groups?.events ?? 0,
    taken: groups?.taken ?? 0,
    trailRecords: trailRecords ?? 0,
    sessions: sessions ?? 0,
    problems,
    nothing: asked.length === 0,
  };
}

type Attempt = <T>(what: string, work: () => Promise<T>) => Promise<T | undefined>;

const attempts =
  (problems: NamedProblem[]): Attempt =>
  async (what, work) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      // Without these nothing else answers either.
      if (error.code === "no-credentials" || error.code === "no-region" || error.code === "expired")
        throw error;
      problems.push({ what, code: error.code, message: error.message });
      return undefined;
    }
  };

async function pullSessions(
  ports: Ports,
  { sessions }: PullSources,
  { scope, since }: PullRequest,
): Promise<number> {
  let count = 0;
  for (const state of ["Active", "History"] as const)
    for await (const page of sessions.listSessions({ state, after: since })) {
      await keepServiceSessions(ports, scope, page);
      count += page.length;
    }
  return count;
}

async function pullTrail(
  ports: Ports,
  trail: TrailReader,
  { scope, settings, since }: PullRequest,
): Promise<number> {
  let count = 0;
  for (const eventName of TRAIL_EVENTS)
    for (const due of await dueOf(ports, scope, `trail ${eventName}`, since, ports.now())) {
      await eachWindow(due.stretch, TRAIL_WINDOW_MS, async (window) => {
        let found = 0;
        for await (const records of trail.lookUp({ eventName, ...window })) {
          await keepTrail(ports, settings, records);
          found += records.length;
        }
        count += found;
        await due.mark(window);
        return found === 0 ? "empty" : "some";
      });
      await due.end();
    }
  return count;
}

interface Groups {
  done: number;
  events: number;
  taken: number;
  readonly withoutSsm: string[];
}

async function pullGroups(
  ports: Ports,
  logs: LogReader,
  run: Run,
  request: PullRequest,
  attempt: Attempt,
): Promise<Groups | undefined> {
  const { settings, endpoints, onGroups, onGroupDone } = request;
  const watched = await attempt("logs:DescribeLogGroups", async () => {
    const found: Watched[] = [];
    for await (const one of watchedGroups(logs, settings.sessionLogGroups, endpoints))
      found.push(one);
    return found;
  });
  if (watched === undefined) return undefined;
  onGroups?.(watched.map(({ logGroup }) => logGroup));
  const groups: Groups = { done: 0, events: 0, taken: 0, withoutSsm: [] };
  for (const group of watched) {
    const { logGroup } = group;
    await attempt(logGroup, () => pullGroupAgain(ports, logs, run, group, request.since, groups));
    onGroupDone?.(logGroup);
  }
  return groups;
}

/** A stream may be deleted between being listed and being read: then it is listed again. */
async function pullGroupAgain(...given: Parameters<typeof pullGroup>): Promise<void> {
  try {
    await pullGroup(...given);
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== "gone") throw error;
    await pullGroup(...given);
  }
}

async function pullGroup(
  ports: Ports,
  logs: LogReader,
  run: Run,
  { logGroup, endpoint, summary }: Watched,
  since: number,
  groups: Groups,
): Promise<void> {
  if (!summary.standard)
    throw new SourceError(
      "refused",
      "its class is Infrequent Access, which can't be read by event",
    );
  const streams = endpoint === null ? null : await listSsmStreams(logs, logGroup);
  if (streams?.length === 0) {
    groups.withoutSsm.push(logGroup);
    return;
  }
  const from = Math.max(since, (summary.created ?? 0) - LATEST_MS);
  for (const due of await dueOf(ports, run.scope, logGroup, from, ports.now())) {
    await eachWindow(due.stretch, WINDOW_MS, async (window) => {
      const logStreams = streams === null ? null : streamsWithin(streams, window.from, window.to);
      const done = await readWindow(ports, logs, run, { logGroup, logStreams, ...window });
      groups.events += done.read;
      groups.taken += done.lacked;
      await due.mark(window);
      return done.read === 0 ? "empty" : "some";
    });
    await due.end();
  }
  groups.done++;
}

interface Due {
  readonly stretch: Stretch;
  readonly mark: (read: Stretch) => Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

/** What of the time since then is not pulled yet, the last hour again. */
async function dueOf(
  ports: Ports,
  scope: string,
  what: string,
  since: number,
  now: number,
): Promise<Due[]> {
  const key: Key<Stretch> = { partition: coveragePartition(scope), sort: pulledSort(what) };
  const [kept] = await ports.store.load([key]);
  const nothing = (): Promise<void> => Promise.resolve();
  const forward = ({ to }: Stretch): Promise<unknown> =>
    changeKept(ports, key, (before) => ({
      from: before?.from ?? since,
      to: Math.max(before?.to ?? since, to),
    }));
  if (kept === undefined)
    return [{ stretch: { from: since, to: now }, mark: forward, end: nothing }];
  const { from, to } = kept.value;
  const due: Due[] = [];
  if (since < from)
    due.push({
      stretch: { from: since, to: from - 1 },
      mark: nothing,
      // Oldest first: not before all of it was read does it join what was pulled already.
      end: () => changeKept(ports, key, (before) => ({ from: since, to: before?.to ?? to })),
    });
  // From where it ended, even if only later is asked for: what is pulled has no holes.
  const next = Math.max(from, to - OVERLAP_MS);
  due.push({ stretch: { from: next, to: now }, mark: forward, end: nothing });
  return due;
}
