import type { CoverageAnswer, CoverageOf, ListAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import type { Coverage, GroupCoverage } from "../../session/Coverage.ts";
import type { FilterState } from "../../session/FilterState.ts";
import type { Gap } from "../../session/Gap.ts";
import {
  coveragePartition,
  endpointKey,
  endpointsPartition,
  type Key,
} from "../../session/keys.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import type { SeenRow } from "../../session/SeenRow.ts";
import { judge, type Standing } from "../../session/verdictOf.ts";
import type { Ports } from "../Ports.ts";
import type { Store } from "../Store.ts";
import { listGroupCoverage, loadOther } from "../whole/keepCoverage.ts";
import { standingGaps } from "../whole/keepGap.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { iso, placeOf } from "./describe.ts";
import { listUnrecognised } from "./listUnrecognised.ts";
import { startMissing } from "./missing.ts";
import { listScopes } from "./scopes.ts";

type Asked = QuestionOf<"coverage">;

const DAY_MS = 86_400_000;
const MOST_UNRECOGNISED = 50;

/** How each endpoint's log groups stand, and what else is asked: one row each. */
export async function listCoverage(
  ports: Ports,
  question: Asked,
  redactor: Redactor,
): Promise<Answered<ListAnswer<CoverageAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const subjects: Subject[] = [];
  for (const scope of scopes) subjects.push(...(await subjectsOf(store, scope, question)));
  const start = Number(cursor.answer?.after[0] ?? 0);
  const items: CoverageAnswer[] = [];
  for (const subject of subjects.slice(start, start + question.maxResults))
    items.push(await describe(ports, subject, redactor));
  const end = start + items.length;
  return answer({
    items,
    nextToken: end < subjects.length ? await writeCursor(ports, question, [String(end)]) : null,
    missing: await startMissing(store, scopes, question).end(),
  });
}

interface Subject {
  readonly what: CoverageOf;
  readonly scope: string;
  readonly endpoint: string | null;
  readonly logGroup: string | null;
  readonly coverage: Coverage | undefined;
  readonly group: GroupCoverage | undefined;
  readonly filter: FilterState | undefined | null;
  readonly gaps: readonly Gap[];
}

/** Whatever was ever re-read, looked at for filters, or seen in evidence. */
async function subjectsOf(store: Store, scope: string, { endpoint }: Asked): Promise<Subject[]> {
  const gaps: Gap[] = [];
  for await (const gap of standingGaps(store, scope)) gaps.push(gap);
  const filters = await filtersIn(store, scope);
  const groups = new Map(
    (await listGroupCoverage(store, scope))
      .filter(({ gone }) => gone === null)
      .map((group) => [group.logGroup, group]),
  );
  const names = [...new Set([...groups.keys(), ...filters.keys()])].sort();
  const subjects = names.map((logGroup): Subject => {
    const [group, filter] = [groups.get(logGroup), filters.get(logGroup)];
    const of = group?.endpoint ?? filter?.endpoint ?? null;
    return {
      what: of === null ? "session-log-group" : "endpoint",
      scope,
      endpoint: of,
      logGroup,
      coverage: group,
      group,
      filter,
      gaps: gaps.filter((gap) => gap.logGroup === logGroup),
    };
  });
  const covered = new Set(subjects.map((one) => endpointKey(one.endpoint ?? "")));
  for (const seen of await endpointsSeen(store, scope))
    if (!covered.has(endpointKey(seen))) subjects.push(onlySeen(scope, seen, gaps));
  const wanted = subjects.filter(
    (one) => endpoint === null || one.endpoint?.toLowerCase() === endpoint.toLowerCase(),
  );
  return endpoint === null ? [...wanted, ...(await othersOf(store, scope, gaps))] : wanted;
}

/** Evidence of it came, and nothing was ever checked. */
const onlySeen = (scope: string, endpoint: string, gaps: readonly Gap[]): Subject => ({
  what: "endpoint",
  scope,
  endpoint,
  logGroup: null,
  coverage: undefined,
  group: undefined,
  filter: undefined,
  gaps: gaps.filter((gap) => gap.endpoint?.toLowerCase() === endpoint.toLowerCase()),
});

async function filtersIn(store: Store, scope: string): Promise<Map<string, FilterState>> {
  const filters = new Map<string, FilterState>();
  const range = { partition: coveragePartition(scope), from: "filter#", to: "filter#~" };
  for await (const { value } of store.list<FilterState>(range)) filters.set(value.logGroup, value);
  return filters;
}

async function endpointsSeen(store: Store, scope: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { value } of store.list<SeenRow>({ partition: endpointsPartition(scope) }))
    names.push(value.spelling.text);
  return names;
}

async function othersOf(store: Store, scope: string, gaps: readonly Gap[]): Promise<Subject[]> {
  const others = [
    ["log-groups", "groups", []],
    ["sessions", "sessions", gaps.filter(({ kind }) => kind === "session-missed")],
    ["failed-deliveries", "failures", gaps.filter(({ kind }) => kind === "delivery-failed")],
  ] as const;
  const subjects: Subject[] = [];
  for (const [what, name, own] of others)
    subjects.push({
      what,
      scope,
      endpoint: null,
      logGroup: null,
      coverage: await loadOther(store, scope, name),
      group: undefined,
      filter: null,
      gaps: own,
    });
  return subjects;
}

const WEEK_MS = 7 * DAY_MS;

async function describe(
  ports: Ports,
  subject: Subject,
  redactor: Redactor,
): Promise<CoverageAnswer> {
  const { scope, endpoint, coverage, group, filter, gaps } = subject;
  const now = ports.now();
  const unrecognised =
    subject.what === "endpoint" ? await countUnrecognised(ports, subject, redactor, now) : null;
  const lost = gaps.filter(({ state }) => state === "lost");
  const open = gaps.length - lost.length;
  const standing: Standing = {
    coverage,
    filter,
    openGaps: open,
    lostGaps: lost.filter(({ noticed }) => noticed > now - WEEK_MS).length,
  };
  const lastHeld = endpoint === null ? null : await lastHeldOf(ports.store, scope, endpoint);
  const lastEvent = group?.lastEvent ?? null;
  return {
    ...placeOf(scope),
    what: subject.what,
    endpoint,
    logGroup: subject.logGroup,
    ...judge(standing, now),
    filter: filter === null ? null : (filter?.outcome ?? "not-checked"),
    holders: filter?.holders ?? [],
    changes: filter?.changes ?? [],
    streams: group?.streams ?? null,
    lastEvent: lastEvent === null ? null : iso(lastEvent),
    lastHeld: lastHeld === null ? null : iso(lastHeld),
    lagSeconds: lagOf(lastEvent, lastHeld),
    completeUpTo: completeOf(coverage),
    openGaps: open,
    lostGaps: lost.length,
    unrecognised,
  };
}

const MINUTE_MS = 60_000;

/** What is held is known to the minute: less than that is no lag. */
const lagOf = (lastEvent: number | null, lastHeld: number | null): number | null =>
  lastEvent === null || lastHeld === null
    ? null
    : Math.max(0, Math.floor((lastEvent - lastHeld - MINUTE_MS) / 1_000));

const completeOf = (coverage: Coverage | undefined): CoverageAnswer["completeUpTo"] =>
  coverage?.upTo == null || coverage.asOf === null || coverage.lateAsOf === null
    ? null
    : {
        eventTime: iso(coverage.upTo),
        asOf: iso(coverage.asOf),
        lateAsOf: iso(coverage.lateAsOf),
      };

async function lastHeldOf(store: Store, scope: string, endpoint: string): Promise<number | null> {
  const key: Key<SeenRow> = { partition: endpointsPartition(scope), sort: endpointKey(endpoint) };
  const [kept] = await store.load([key]);
  return kept?.value.last ?? null;
}

async function countUnrecognised(
  ports: Ports,
  { scope, endpoint }: Subject,
  redactor: Redactor,
  now: number,
): Promise<number> {
  const { account, region } = placeOf(scope);
  const asked = {
    ask: "unrecognised",
    endpoint,
    since: now - DAY_MS,
    until: null,
    asked: "",
    account,
    region,
    maxResults: MOST_UNRECOGNISED,
    nextToken: null,
    reveal: false,
  } as const;
  const found = await listUnrecognised(ports, asked, redactor);
  return found.ok ? found.answer.items.length : 0;
}
