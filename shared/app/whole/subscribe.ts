import type { FilterOutcome, FilterState, TextChange } from "../../session/FilterState.ts";
import { coveragePartition, filterSort, type Key } from "../../session/keys.ts";
import { keepScope } from "../keepScope.ts";
import type { Ports, Settings } from "../Ports.ts";
import type { EndpointLister } from "../sources/EndpointLister.ts";
import type { FilterKeeper, SubscriptionFilter } from "../sources/FilterKeeper.ts";
import type { LogReader } from "../sources/LogReader.ts";
import { SourceError } from "../sources/SourceError.ts";
import { listSsmStreams } from "./groupStreams.ts";
import { isFatal } from "./isFatal.ts";
import type { NamedProblem } from "./reconcile.ts";
import { endpointOf, watchedGroups, type Watched } from "./watchedGroups.ts";

export interface SubscribeSources {
  readonly logs: LogReader;
  readonly filters: FilterKeeper;
  readonly endpoints: EndpointLister;
}

export interface SubscribeRequest {
  readonly scope: string;
  readonly settings: Settings;
  /** ARN of the function that takes events in; null: only look. */
  readonly destination: string | null;
  readonly filterName: string;
  /** The quoted prefix, or nothing for every event of the log group. */
  readonly endpointPattern: string;
  readonly sessionPattern: string;
  /** Log groups that this program itself writes to: subscribing to them would never end. */
  readonly ownLogGroups: readonly string[];
  readonly about: About;
  /** Whether there is time for more. */
  readonly mayGoOn: () => boolean;
}

/** Which log groups to look at. */
export type About =
  | { readonly kind: "all" }
  | { readonly kind: "endpoint"; readonly endpoint: string }
  | { readonly kind: "log-group"; readonly logGroup: string };

export interface SubscribeReport {
  readonly finished: boolean;
  readonly logGroups: number;
  /** Log groups whose filter was put, or changed to the pattern that is set. */
  readonly put: readonly string[];
  readonly states: readonly FilterState[];
  readonly problems: readonly NamedProblem[];
}

/**
 * Puts our subscription filter on every log group that holds evidence and has none of ours, and
 * writes down how each stands. It never touches another's filter and takes none away.
 */
export async function subscribe(
  ports: Ports,
  sources: SubscribeSources,
  request: SubscribeRequest,
): Promise<SubscribeReport> {
  await keepScope(ports, request.scope);
  const put: string[] = [];
  const states: FilterState[] = [];
  const problems: NamedProblem[] = [];
  let finished = true;
  try {
    for await (const group of groupsAbout(sources.logs, request)) {
      finished = request.mayGoOn();
      if (!finished) break;
      const { state, changed, problem } = await subscribeGroup(ports, sources, request, group);
      await keepState(ports, request.scope, state);
      states.push(state);
      if (changed) put.push(group.logGroup);
      if (problem !== undefined) problems.push(problem);
    }
  } catch (error) {
    if (!(error instanceof SourceError) || isFatal(error)) throw error;
    const { code, message } = error;
    problems.push({ what: "the list of log groups", code, message });
  }
  return { finished, logGroups: states.length, put, states, problems };
}

async function* groupsAbout(
  logs: LogReader,
  { about, settings, ownLogGroups }: SubscribeRequest,
): AsyncGenerator<Watched> {
  const endpoints =
    about.kind === "endpoint"
      ? [about.endpoint]
      : about.kind === "log-group"
        ? [endpointOf(about.logGroup) ?? ""]
        : null;
  const sessions = about.kind === "endpoint" ? [] : settings.sessionLogGroups;
  for await (const group of watchedGroups(logs, sessions, endpoints)) {
    if (about.kind === "log-group" && group.logGroup !== about.logGroup) continue;
    if (!ownLogGroups.includes(group.logGroup)) yield group;
  }
}

const keyOf = (scope: string, logGroup: string): Key<FilterState> => ({
  partition: coveragePartition(scope),
  sort: filterSort(logGroup),
});

async function keepState({ store }: Ports, scope: string, state: FilterState): Promise<void> {
  await store.change([{ key: keyOf(scope, state.logGroup), value: state }], []);
}

interface Done {
  readonly state: FilterState;
  readonly changed: boolean;
  readonly problem?: NamedProblem;
}

async function subscribeGroup(
  ports: Ports,
  sources: SubscribeSources,
  request: SubscribeRequest,
  group: Watched,
): Promise<Done> {
  const { logGroup, endpoint, summary } = group;
  const changes: TextChange[] = summary.masked ? ["masked"] : [];
  const told = (outcome: FilterOutcome, detail = "", holders: readonly string[] = []) => ({
    logGroup,
    endpoint,
    outcome,
    holders,
    changes,
    detail,
    asOf: ports.now(),
  });
  try {
    const known = await askedLately(ports, request, group);
    if (!(await holdsEvidence(sources, group, known !== undefined)))
      return { state: known ?? told("no-ssm"), changed: false };
    if (!summary.standard)
      return {
        state: told("impossible", "its class is Infrequent Access, which takes no subscription"),
        changed: false,
      };
    changes.push(...(await transformOf(sources.filters, logGroup)));
    const filters = await sources.filters.listFilters(logGroup);
    const next = nextOf(filters, request, endpoint);
    const holders = filters.map(({ name }) => name);
    if (next.kind === "keep") return { state: told("attached"), changed: false };
    if (next.kind === "leave") return { state: told("absent", next.why, holders), changed: false };
    return await putFilter(sources.filters, logGroup, next.filter, holders, told);
  } catch (error) {
    if (!(error instanceof SourceError) || isFatal(error)) throw error;
    const { code, message } = error;
    return {
      state: told("not-checked", `${code}: ${message}`),
      changed: false,
      problem: { what: logGroup, code, message },
    };
  }
}

async function putFilter(
  filters: FilterKeeper,
  logGroup: string,
  filter: SubscriptionFilter,
  holders: readonly string[],
  told: (outcome: FilterOutcome, detail?: string, holders?: readonly string[]) => FilterState,
): Promise<Done> {
  try {
    await filters.putFilter(logGroup, filter);
    return { state: told("attached"), changed: true };
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== "full") throw error;
    return {
      state: told("full", `others hold every slot: ${holders.join(", ")}`, holders),
      changed: false,
    };
  }
}

type Next =
  | { readonly kind: "keep" }
  | { readonly kind: "leave"; readonly why: string }
  | { readonly kind: "put"; readonly filter: SubscriptionFilter };

/** What is to be done about the filters that a log group has. */
export function nextOf(
  filters: readonly SubscriptionFilter[],
  {
    destination,
    filterName,
    endpointPattern,
    sessionPattern,
  }: Pick<SubscribeRequest, "destination" | "filterName" | "endpointPattern" | "sessionPattern">,
  endpoint: string | null,
): Next {
  if (destination === null) return { kind: "leave", why: "only looked at" };
  const pattern = endpoint === null ? sessionPattern : endpointPattern;
  const filter = { name: filterName, destination, pattern };
  const named = filters.find(({ name }) => name === filterName);
  if (named !== undefined && named.destination !== destination)
    return {
      kind: "leave",
      why: `a filter named ${filterName} delivers to ${named.destination}, and is not ours to change`,
    };
  if (named !== undefined)
    return named.pattern === pattern ? { kind: "keep" } : { kind: "put", filter };
  // Somebody put one by hand: it delivers, and two would deliver twice.
  return filters.some((one) => one.destination === destination)
    ? { kind: "keep" }
    : { kind: "put", filter };
}

async function transformOf(filters: FilterKeeper, logGroup: string): Promise<TextChange[]> {
  try {
    return (await filters.isTransformed(logGroup)) ? ["transformed"] : [];
  } catch (error) {
    if (!(error instanceof SourceError) || isFatal(error)) throw error;
    return ["transformer-unknown"];
  }
}

const ASK_AGAIN_MS = 24 * 60 * 60_000;

/** What is known of a log group without evidence, unless it is old or something happened. */
async function askedLately(
  { store, now }: Ports,
  { scope, about }: SubscribeRequest,
  { logGroup }: Watched,
): Promise<FilterState | undefined> {
  const [known] = await store.load([keyOf(scope, logGroup)]);
  const lately = known?.value.outcome === "no-ssm" && known.value.asOf > now() - ASK_AGAIN_MS;
  return about.kind === "all" && lately ? known.value : undefined;
}

/**
 * An endpoint's log group does once there is an `/ssm` stream, or before that where a variant is
 * opened through SSM, which SageMaker is asked about once a day and when something happens.
 */
async function holdsEvidence(
  { logs, endpoints }: SubscribeSources,
  { logGroup, endpoint }: Watched,
  asked: boolean,
): Promise<boolean> {
  if (endpoint === null) return true;
  if ((await listSsmStreams(logs, logGroup)).length > 0) return true;
  if (asked) return false;
  try {
    return (await endpoints.openedVariants(endpoint)).length > 0;
  } catch (error) {
    if (error instanceof SourceError && error.code === "gone") return false;
    throw error;
  }
}
