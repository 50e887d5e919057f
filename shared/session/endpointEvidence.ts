import { findTargetIds } from "../target/findTargetIds.ts";
import { formatTargetId } from "../target/formatTargetId.ts";
import { targetKey } from "../target/targetKey.ts";
import type { TargetId } from "../target/TargetId.ts";
import type { EndpointStream } from "../logs/Stream.ts";
import { parseSsmLine } from "../logs/parseSsmLine.ts";
import type { AgentLine, SsmLine } from "../logs/SsmLine.ts";
import type { Statement } from "../logs/Statement.ts";
import { EarliestClaims } from "./EarliestClaims.ts";
import { NO_FACTS, type ClaimKind, type Facts, type Ref, type Source } from "./Facts.ts";
import { NO_LANE, mergeLaneAbout, type LaneAbout } from "./LaneAbout.ts";
import { mergeFacts } from "./mergeFacts.ts";
import { justAfter, positionOf, type Position } from "./Position.ts";
import type { Fragment } from "./Fragment.ts";

/** A stretch of a stream, both ends inclusive. */
export interface Stretch {
  readonly first: Position;
  readonly last: Position;
}

/** What log events of one endpoint stream say, each read on its own. */
export interface EndpointEvidence {
  readonly sessions: ReadonlyMap<string, Facts>;
  /** Records lie in these stretches, by session. */
  readonly records: ReadonlyMap<string, Stretch>;
  /** Anything but records lies in these stretches, by container (`""` without a prefix). */
  readonly lines: ReadonlyMap<string, Stretch>;
  readonly targets: readonly SeenTarget[];
  /** Those whose prefix a line carries. */
  readonly containers: readonly string[];
  readonly about: LaneAbout;
  /** Lines that fit no known kind, each on its own. */
  readonly unrecognised: number;
}

export interface SeenTarget {
  readonly target: TargetId;
  readonly announced: boolean;
  /** Whether the agent closed its control channel there; null where the line does not announce. */
  readonly channel: "opened" | "closed" | null;
  readonly at: Ref;
}

/** The agent's word as it stops, and as it connects anew: then it names the target again. */
const CLOSING = /closing controlchannel/i;

export function endpointEvidence(
  lane: string,
  stream: EndpointStream,
  fragments: readonly Pick<Fragment, "read" | "events">[],
): EndpointEvidence {
  const into = new Collector(lane, stream);
  for (const { read, events } of fragments)
    for (const event of events)
      into.take(parseSsmLine(event.message), positionOf(event, read, event.ordinal));
  return into;
}

class Collector implements EndpointEvidence {
  readonly sessions = new Map<string, Facts>();
  readonly records = new Map<string, Stretch>();
  readonly lines = new Map<string, Stretch>();
  unrecognised = 0;
  readonly #foreign: EarliestClaims;
  #gap: LaneAbout = NO_LANE;
  readonly #targets = new Map<string, SeenTarget>();
  readonly #containers = new Map<string, Stretch>();
  readonly #lane: string;
  readonly #stream: EndpointStream;

  constructor(lane: string, stream: EndpointStream) {
    this.#lane = lane;
    this.#foreign = new EarliestClaims(lane);
    this.#stream = stream;
  }

  get about(): LaneAbout {
    return { ...this.#gap, claims: this.#foreign.facts().claims };
  }

  get containers(): readonly string[] {
    return [...this.#containers.keys()];
  }

  get targets(): readonly SeenTarget[] {
    return [
      ...[...this.#containers].flatMap((seen) => this.#derived(seen)),
      ...this.#targets.values(),
    ];
  }

  take(line: SsmLine, position: Position): void {
    if (line.said.kind === "unrecognised") this.unrecognised++;
    const at = { lane: this.#lane, position };
    const container = line.container ?? "";
    if (line.container !== null) this.#stretch(this.#containers, line.container, position);
    const channel = CLOSING.test(line.text) ? "closed" : "opened";
    for (const target of line.targets) this.#named(target, channel, at);
    if (line.said.kind === "record") {
      const { record } = line.said;
      this.#stretch(this.records, record.sessionId, position);
      this.#claim(
        record.sessionId,
        recordFacts(record, this.#source("streamed", container, at), at),
      );
      return;
    }
    this.#stretch(this.lines, container, position);
    const agent = agentLineOf(line);
    if (agent === undefined && line.said.kind !== "announcement") return;
    this.#gap = mergeLaneAbout(this.#gap, {
      ...NO_LANE,
      gap: { at: position, spaces: line.gap },
    });
    if (agent === undefined) return;
    const source = this.#source("prefixed", container, at);
    const { statements } = agent;
    const ends = new Set(
      statements.flatMap((said) => (said.kind === "session-ended" ? said.sessionId : [])),
    );
    for (const statement of statements) {
      if (statement.sessionId === null) continue;
      const facts = statementFacts(statement, source, at);
      // A line that ends a session names it too, but it does not open it.
      const opens = !ends.has(statement.sessionId);
      this.#claim(statement.sessionId, opens ? facts : { ...facts, opened: null });
    }
  }

  #source(form: Source["form"], container: string, { position }: Ref): Source {
    const span = { first: position, last: position };
    return { form, lane: this.#lane, container, declared: true, ...span };
  }

  #claim(sessionId: string, facts: Facts): void {
    this.sessions.set(sessionId, mergeFacts(this.sessions.get(sessionId) ?? NO_FACTS, facts));
  }

  #stretch(stretches: Map<string, Stretch>, key: string, position: Position): void {
    const { first, last } = stretches.get(key) ?? { first: position, last: position };
    stretches.set(key, {
      first: position < first ? position : first,
      last: justAfter(position) > last ? justAfter(position) : last,
    });
  }

  /** The stream and the prefix are the platform's: a container that speaks there has a target. */
  #derived([container, { first, last }]: [string, Stretch]): SeenTarget[] {
    const { endpoint, variant, instance } = this.#stream;
    const target = { endpoint, variant, instance, container };
    return [first, last].map((position) => ({
      target,
      announced: false,
      channel: null,
      at: { lane: this.#lane, position },
    }));
  }

  #named(target: TargetId, channel: "opened" | "closed", at: Ref): void {
    const { endpoint, variant, instance } = this.#stream;
    const own =
      target.endpoint.toLowerCase() === endpoint.toLowerCase() &&
      target.variant.toLowerCase() === variant.toLowerCase() &&
      target.instance === instance;
    if (own) this.#target({ target, announced: true, channel, at });
    else this.#foreign.add("foreign-target", formatTargetId(target), at.position);
  }

  #target(seen: SeenTarget): void {
    // First and last sight of each spelling and of either word are all that a target keeps.
    const name = `${targetKey(seen.target)}|${seen.announced}|${seen.channel ?? ""}`;
    const first = this.#targets.get(`${name}|first`);
    if (first === undefined || seen.at.position < first.at.position)
      this.#targets.set(`${name}|first`, seen);
    const last = this.#targets.get(`${name}|last`);
    if (last === undefined || seen.at.position > last.at.position)
      this.#targets.set(`${name}|last`, seen);
  }
}

/** A line that is partly unreadable still says what could be read of it. */
function agentLineOf({ said }: SsmLine): AgentLine | undefined {
  if (said.kind === "agent") return said.line;
  return said.kind === "unrecognised" ? said.line : undefined;
}

const claimed = (kind: ClaimKind, value: string, at: Ref): Facts["claims"] => ({
  [kind]: { kept: [{ value, at }], more: false },
});

export function recordFacts(
  record: { targetId: string; ownerArn: string },
  source: Source,
  at: Ref,
): Facts {
  return {
    ...NO_FACTS,
    first: at,
    last: at,
    claims: {
      ...(record.ownerArn === "" ? {} : claimed("owner", record.ownerArn, at)),
      ...(record.targetId === "" ? {} : claimed("target", record.targetId, at)),
    },
    sources: [source],
  };
}

function statementFacts(statement: Statement, source: Source, at: Ref): Facts {
  const seen = { ...NO_FACTS, first: at, last: at, sources: [source] };
  const opened = { ...seen, opened: at };
  switch (statement.kind) {
    case "session-seen":
    case "session-started":
      return opened;
    case "session-ended":
      return { ...seen, ended: at };
    case "session-failed":
      return { ...opened, claims: claimed("failure", statement.reason, at) };
    case "owner":
      return { ...opened, claims: claimed("owner", statement.owner, at) };
    case "document":
      return { ...opened, claims: claimed("document", statement.document, at) };
    case "session-target":
      return { ...seen, claims: claimed("target", ownSpelling(statement.target), at) };
    case "document-command":
      return { ...opened, claims: claimed("command", statement.command, at) };
    case "exit-status":
      return { ...seen, claims: claimed("exit-status", String(statement.status), at) };
    case "logging-failed":
      return { ...seen, claims: claimed("logging-failure", statement.failure, at) };
    case "tampering":
      return { ...seen, claims: claimed("tampering", "agent-said-so", at) };
    default:
      return statement satisfies never;
  }
}

const ownSpelling = (text: string): string =>
  findTargetIds(text).length === 0 ? text : text.trim();
