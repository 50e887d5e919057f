import type { LogEvent } from "../../shared/logs/LogEvent.ts";
import type { EndpointLister } from "../../shared/app/sources/EndpointLister.ts";
import type { FailureStore } from "../../shared/app/sources/FailureStore.ts";
import type { FilterKeeper, SubscriptionFilter } from "../../shared/app/sources/FilterKeeper.ts";
import type { EventRange, GroupSummary, LogReader } from "../../shared/app/sources/LogReader.ts";
import type { DescribedSession, SessionLister } from "../../shared/app/sources/SessionLister.ts";
import { SourceError, type SourceErrorCode } from "../../shared/app/sources/SourceError.ts";
import type { TrailReader } from "../../shared/app/sources/TrailReader.ts";

export interface RecordedGroup extends GroupSummary {
  readonly streams: Map<string, { event: LogEvent; ingested: number }[]>;
  filters: SubscriptionFilter[];
  transformed: boolean;
}

type Call =
  | "listGroups"
  | "listStreams"
  | "readPages"
  | "listFilters"
  | "putFilter"
  | "isTransformed"
  | "listSessions"
  | "lookUp"
  | "listFailures"
  | "listEndpoints"
  | "openedVariants";

/**
 * An account as its services would show it: the ports' real behaviour over recorded evidence.
 * What a test refuses, it refuses as the service does.
 */
export class RecordedAccount {
  readonly groups = new Map<string, RecordedGroup>();
  readonly sessions: DescribedSession[] = [];
  readonly trail: { readonly eventName: string; readonly eventTime: string }[] = [];
  readonly failures = new Map<string, string>();
  readonly endpoints: { endpoint: string; status: string; variants: string[] }[] = [];
  /** What answers with an error, by call; a second word names the log group. */
  readonly refused = new Map<string, SourceErrorCode>();
  readonly calls: string[] = [];
  /** Called between a log group's streams being listed and its events being read. */
  beforeRead: (() => void) | undefined;
  pageSize = 3;
  readonly #account: string;

  constructor(account: string) {
    this.#account = account;
  }

  group(logGroup: string, created: number, more: Partial<GroupSummary> = {}): RecordedGroup {
    const known = this.groups.get(logGroup);
    if (known !== undefined) return known;
    const group: RecordedGroup = {
      logGroup,
      arn: `arn:aws:logs:us-east-1:${this.#account}:log-group:${logGroup}`,
      created,
      retentionDays: null,
      standard: true,
      masked: false,
      ...more,
      streams: new Map(),
      filters: [],
      transformed: false,
    };
    this.groups.set(logGroup, group);
    return group;
  }

  put(logGroup: string, logStream: string, event: LogEvent, ingested = event.timestamp): void {
    const { streams } = this.group(logGroup, event.timestamp - 1_000);
    const stream = streams.get(logStream) ?? [];
    stream.push({ event, ingested });
    streams.set(logStream, stream);
  }

  get logs(): LogReader {
    return {
      listGroups: (prefix) => this.#listGroups(prefix),
      listStreams: async (logGroup) => {
        this.#ask("listStreams", logGroup);
        const group = this.groups.get(logGroup);
        if (group === undefined) return undefined;
        return [...group.streams].map(([logStream, events]) => {
          const times = events.map(({ event }) => event.timestamp);
          return {
            logStream,
            arn: `${group.arn}:log-stream:${logStream}`,
            firstEvent: times.length === 0 ? null : Math.min(...times),
            lastEvent: times.length === 0 ? null : Math.max(...times),
            lastIngestion: Math.max(...events.map(({ ingested }) => ingested), 0),
          };
        });
      },
      listEvents: () => {
        throw new Error("nobody asks for it here");
      },
      readPages: (range) => this.#readPages(range),
      close: () => undefined,
    };
  }

  get lister(): SessionLister {
    return {
      listSessions: (wanted) => this.#listSessions(wanted.state, wanted.after),
      isConnected: async () => false,
      preferredLogGroup: async () => null,
      close: () => undefined,
    };
  }

  get trailReader(): TrailReader {
    return { lookUp: (wanted) => this.#lookUp(wanted), close: () => undefined };
  }

  get failureStore(): FailureStore {
    return {
      listFailures: () => this.#listFailures(),
      readFailure: async (name) => {
        const text = this.failures.get(name);
        if (text === undefined) throw new SourceError("gone", "NoSuchKey");
        return text;
      },
      removeFailure: async (name) => void this.failures.delete(name),
      close: () => undefined,
    };
  }

  get filters(): FilterKeeper {
    return {
      listFilters: async (logGroup) => {
        this.#ask("listFilters", logGroup);
        return this.#known(logGroup).filters;
      },
      putFilter: async (logGroup, filter) => {
        this.#ask("putFilter", logGroup);
        const group = this.#known(logGroup);
        const others = group.filters.filter(({ name }) => name !== filter.name);
        if (others.length >= 2) throw new SourceError("full", "Resource limit exceeded.");
        group.filters = [...others, filter];
      },
      isTransformed: async (logGroup) => {
        this.#ask("isTransformed", logGroup);
        return this.#known(logGroup).transformed;
      },
      close: () => undefined,
    };
  }

  get endpointLister(): EndpointLister {
    return {
      listEndpoints: () => this.#listEndpoints(),
      openedVariants: async (endpoint) => {
        this.#ask("openedVariants", endpoint);
        const known = this.endpoints.find((one) => one.endpoint === endpoint);
        if (known === undefined) throw new SourceError("gone", "Could not find endpoint");
        return known.variants;
      },
      close: () => undefined,
    };
  }

  #known(logGroup: string): RecordedGroup {
    const group = this.groups.get(logGroup);
    if (group === undefined)
      throw new SourceError("gone", "The specified log group does not exist.");
    return group;
  }

  #ask(call: Call, what = ""): void {
    this.calls.push(what === "" ? call : `${call} ${what}`);
    const code = this.refused.get(`${call} ${what}`) ?? this.refused.get(call);
    if (code !== undefined) throw new SourceError(code, `${call}: ${code}`);
  }

  async *#listGroups(prefix: string): AsyncGenerator<GroupSummary> {
    this.#ask("listGroups");
    for (const group of this.groups.values()) if (group.logGroup.startsWith(prefix)) yield group;
  }

  async *#readPages({ logGroup, logStreams, from, to }: EventRange) {
    this.#ask("readPages", logGroup);
    this.beforeRead?.();
    const { streams } = this.#known(logGroup);
    for (const name of logStreams)
      if (!streams.has(name))
        throw new SourceError("gone", "The specified log stream does not exist.");
    const found = [...streams]
      .filter(([name]) => logStreams.length === 0 || logStreams.includes(name))
      .flatMap(([logStream, events]) => events.map((one) => ({ logStream, ...one })))
      .filter(({ event: { timestamp } }) => from <= timestamp && timestamp <= to)
      .sort((a, b) => a.event.timestamp - b.event.timestamp);
    // A page without events and with a token behind it is usual.
    yield [];
    for (let n = 0; n < found.length; n += this.pageSize) {
      yield found.slice(n, n + this.pageSize);
      yield [];
    }
  }

  async *#listSessions(state: "Active" | "History", after: number | null) {
    this.#ask("listSessions");
    yield [];
    yield this.sessions.filter(
      ({ EndDate, StartDate = "" }) =>
        (state === "History") === (EndDate !== undefined) &&
        (after === null || Date.parse(StartDate) > after),
    );
  }

  async *#lookUp({ eventName, from, to }: { eventName: string; from: number; to: number }) {
    this.#ask("lookUp");
    yield this.trail.filter((record) => {
      const time = Date.parse(record.eventTime);
      return record.eventName === eventName && from <= time && time <= to;
    });
  }

  async *#listFailures() {
    this.#ask("listFailures");
    for (const [name, text] of [...this.failures].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield { name, at: Date.parse("2026-03-02T00:00:00Z"), bytes: text.length };
  }

  async *#listEndpoints() {
    this.#ask("listEndpoints");
    for (const { endpoint, status } of this.endpoints) yield { endpoint, status };
  }
}
