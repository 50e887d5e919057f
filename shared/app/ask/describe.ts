import type {
  ActorAnswer,
  CommandAnswer,
  DoubtfulAnswer,
  EvidenceAnswer,
  Link,
  PlaceAnswer,
  SessionAnswer,
  TimedBy,
} from "../../query/Answer.ts";
import { formatCommandId } from "./commandId.ts";
import { attributionOf } from "../../session/attributionOf.ts";
import { scopeOfReading } from "../../session/commandRows.ts";
import { documentCommands } from "../../session/documentCommands.ts";
import type { Facts } from "../../session/Facts.ts";
import { OTHER_FORM, type ToldTime, type ToldTimes } from "../../session/FormsCompared.ts";
import type { KeptCommand } from "../../session/KeptCommand.ts";
import { commandSort } from "../../session/keys.ts";
import { parseLane } from "../../session/Lane.ts";
import { eventIdOf, timeOf, type Position } from "../../session/Position.ts";
import type { Digest, ReadingHead } from "../../session/ReadingHead.ts";
import { laneTarget, sessionTargets } from "../../session/sessionPlace.ts";
import type { Finding } from "../../session/Finding.ts";
import { parseServiceLane } from "../../session/serviceRef.ts";
import { reported, serviceEnd, serviceStart } from "../../session/serviceWord.ts";
import { endOf, startOf, windowOf } from "../../session/window.ts";
import { formatTargetId } from "../../target/formatTargetId.ts";
import { parseScope, UNKNOWN } from "../../target/Scope.ts";
import type { TargetId } from "../../target/TargetId.ts";
import type { ShownCommand } from "./shownCommand.ts";
import type { Form } from "../../terminal/ReadCommand.ts";

/** A head with what its progress says of it. */
export interface Described {
  readonly head: ReadingHead;
  readonly catchingUp: boolean;
  /** Where another form of the text tells when commands ran. */
  readonly told?: ToldTimes;
  /** The sessions that text of several may belong to; none for any other reading. */
  readonly sharers: readonly Sharer[];
}

export interface Sharer {
  readonly sessionId: string;
  readonly facts: Facts;
}

export const iso = (timestamp: number): string =>
  new Date(Math.min(timestamp, 8.64e15)).toISOString();

export function placeOf(scopeText: string): PlaceAnswer {
  const scope = parseScope(scopeText);
  return {
    partition: scope?.partition ?? UNKNOWN,
    account: scope?.accountId ?? UNKNOWN,
    region: scope?.region ?? UNKNOWN,
  };
}

export function evidenceOf(lane: string, position: Position): EvidenceAnswer {
  const [eventId, timestamp] = [eventIdOf(position), iso(timeOf(position))];
  const service = parseServiceLane(lane);
  if (service !== undefined)
    return { source: service.source, logGroup: null, logStream: null, eventId, timestamp };
  const { logGroup, logStream } = parseLane(lane) ?? { logGroup: "", logStream: "" };
  return { source: "log-event", logGroup, logStream, eventId, timestamp };
}

export function actorOf(sessionId: string, facts: Facts): ActorAnswer {
  const { actor, name, grade, candidates } = attributionOf(sessionId, facts);
  return { actor, name, attribution: grade, candidates: candidates.map((one) => one.actor) };
}

const GRADES = ["proven", "reported", "claimed", "unknown"] as const;

/** Whose a command is that may belong to several sessions: somebody's only if all are one actor's. */
function sharedActor(sharers: readonly Sharer[]): ActorAnswer {
  const all = sharers.map(({ sessionId, facts }) => actorOf(sessionId, facts));
  const [first] = all;
  const candidates = [...new Set(all.flatMap((one) => one.actor ?? one.candidates))];
  if (first === undefined || first.actor === null || all.some(({ actor }) => actor !== first.actor))
    return { actor: null, name: null, attribution: "unknown", candidates };
  const weakest = Math.max(...all.map(({ attribution }) => GRADES.indexOf(attribution)));
  return { ...first, attribution: GRADES[weakest] ?? "unknown", candidates };
}

/** Where the reading's text ran: a session's targets, or those of the stream it lies on. */
export function targetsOf({ ref, facts }: ReadingHead): TargetId[] {
  return ref.kind === "session" ? sessionTargets(facts) : laneTarget(ref.lane, ref.container);
}

const formOf = ({ digest }: ReadingHead): Form | null =>
  formNamed(digest.source?.split("|")[0] ?? "");

/** The form that the first part of a source's key names. */
export const formNamed = (name: string): Form | null =>
  name === "transcript" || name === "streamed" || name === "prefixed" ? name : null;

export function describeSession(
  { head, catchingUp }: Described,
  findings: readonly Finding[],
): SessionAnswer {
  const { ref, facts, digest } = head;
  const scope = scopeOfReading(ref);
  const [target] = targetsOf(head);
  const sessionId = ref.kind === "session" ? ref.sessionId : "";
  const kinds = findings.map(({ kind }) => kind);
  const [start, end] = [startToTell(facts), endOf(facts)];
  const commands = Object.values(digest.days).reduce((sum, n) => sum + n, 0);
  return {
    ...placeOf(scope),
    session: sessionId,
    endpoint: target?.endpoint ?? null,
    target: target === undefined ? null : formatTargetId(target),
    container: target?.container ?? null,
    ...actorOf(sessionId, facts),
    start: start === null ? null : iso(start),
    end: end === null ? null : iso(end),
    openUntil: end === null ? openUntilOf(sessionId, facts) : null,
    document: documentOf(facts),
    reason: reasonOf(facts),
    resumedBy: attributionOf(sessionId, facts).resumedBy.map((one) => one.actor),
    commands: commands + documentCommands(facts).length,
    doubtful: doubtfulIn(digest),
    form: formOf(head),
    findings: [...new Set(kinds)],
    reader: digest.reader === "" ? null : digest.reader,
    catchingUp,
  };
}

/** The service's start, where it tells one; else when text opened it. */
function startToTell(facts: Facts): number | null {
  const known = serviceStart(facts);
  if (known !== null) return known;
  return facts.opened === null ? null : timeOf(facts.opened.position);
}

/** What text says is shown only where the service says nothing. */
const documentOf = (facts: Facts): string | null =>
  facts.service?.started.find(({ document }) => document !== null)?.document ??
  reported(facts, "document")[0] ??
  facts.claims.document?.kept[0]?.value ??
  null;

const reasonOf = (facts: Facts): string | null =>
  facts.service?.started.find(({ reason }) => reason !== null)?.reason ??
  reported(facts, "reason")[0] ??
  null;

function openUntilOf(sessionId: string, facts: Facts): string | null {
  const window = windowOf(sessionId, facts);
  return window === undefined ? null : iso(window.to);
}

/** Lines that look like commands and are not counted, whatever the reason. */
export const doubtfulIn = ({ doubts = 0, forms = [] }: Digest): number =>
  forms.reduce((sum, { onlyThere }) => sum + onlyThere, doubts);

const VAGUE_MS = 5 * 60_000;

export function describeCommand(
  described: Described,
  command: KeptCommand,
  shown: ShownCommand,
): CommandAnswer {
  const { head, catchingUp, sharers } = described;
  const { ref, facts, digest } = head;
  const [target] = targetsOf(head);
  const interval = intervalOf(described, command);
  const link = linkOf(head, command);
  const who = ref.kind === "session" ? actorOf(ref.sessionId, facts) : sharedActor(sharers);
  return {
    ...placeOf(scopeOfReading(ref)),
    id: formatCommandId(ref, command.at),
    ...shown,
    kind: command.kind,
    depth: command.depth,
    cwd: command.cwd,
    host: command.host,
    exit: command.exit,
    after: interval.after === null ? null : iso(interval.after),
    notAfter: iso(interval.notAfter),
    vague: interval.after === null || interval.notAfter - interval.after > VAGUE_MS,
    timedBy: interval.timedBy,
    session: ref.kind === "session" ? ref.sessionId : null,
    sessions: ref.kind === "ambiguous" ? ref.candidates : [],
    endpoint: target?.endpoint ?? null,
    target: target === undefined ? null : formatTargetId(target),
    container: target?.container ?? null,
    ...who,
    link,
    confidence: command.confidence,
    reason: command.reason,
    weakest: weakestOf(link, who.attribution, command.confidence),
    damaged: command.damaged,
    repeated: command.repeated,
    evidence: evidenceOf(command.lane, command.at.position),
    reader: command.kind === "document" || digest.reader === "" ? null : digest.reader,
    catchingUp,
  };
}

/** A line that looks like a command and is not counted; `sort` is where it is kept. */
export function describeDoubtful(
  described: Described,
  line: KeptCommand,
  sort: string,
  seen: ShownCommand,
): DoubtfulAnswer {
  const { head } = described;
  const other = line.reason === OTHER_FORM ? (sort.split("#")[3] ?? "") : undefined;
  const shown = describeCommand(described, line, seen);
  const { after, notAfter, endpoint, target, container, session, sessions } = shown;
  const { partition, account, region, kind, prompt, damaged, evidence, catchingUp } = shown;
  return {
    partition,
    account,
    region,
    line: shown.command,
    cut: shown.cut,
    reason: line.reason,
    confidence: line.confidence,
    kind,
    prompt,
    damaged,
    form: other === undefined ? formOf(head) : formNamed(other.split("%7C")[0] ?? ""),
    // Another form's events tell its times themselves.
    after: other === undefined || line.after === null ? after : iso(line.after),
    notAfter,
    session,
    sessions,
    endpoint,
    target,
    container,
    evidence,
    catchingUp,
  };
}

export interface Interval {
  /** Epoch milliseconds; null: not known. */
  readonly after: number | null;
  readonly notAfter: number;
  /** The log event of another form that tells it; null where the command's own does. */
  readonly timedBy: TimedBy | null;
}

/**
 * A command ran after the event before its own and not after its own. A transcript's events are all
 * written at the session's end, so there the session is the bound, unless another form tells more.
 */
export function intervalOf(
  { head: { facts, digest }, told }: Pick<Described, "head" | "told">,
  { at, after, kind }: KeptCommand,
): Interval {
  const notAfter = timeOf(at.position);
  const whole = kind !== "document" && digest.source?.startsWith("transcript|") === true;
  const opened = startOf(facts);
  const start = opened !== null && opened <= notAfter ? opened : null;
  const own = {
    after: whole ? start : (after ?? start),
    notAfter: whole ? transcriptEnd(facts, start, notAfter) : notAfter,
    timedBy: null,
  };
  const times = whole ? told?.times[commandSort(at.position, at.offset)] : undefined;
  return told === undefined || times === undefined ? own : narrowed(own, told.source, times);
}

/** Nothing in a transcript ran after the service ended its session, whenever it was uploaded. */
function transcriptEnd(facts: Facts, start: number | null, uploaded: number): number {
  const end = serviceEnd(facts);
  return end === null || end < (start ?? 0) ? uploaded : Math.min(end, uploaded);
}

/** The other form's word, as far as it lies within what the command's own text allows. */
function narrowed(own: Interval, source: string, { after, by, itself }: ToldTime): Interval {
  const latest = by === null ? own.notAfter : Math.min(own.notAfter, timeOf(by));
  const earliest = Math.max(after ?? -Infinity, own.after ?? -Infinity);
  if (by === null || latest < earliest) return own;
  const [form = "", lane = ""] = source.split("|");
  return {
    after: earliest === -Infinity ? null : earliest,
    notAfter: latest,
    timedBy: { form: formNamed(form), itself, ...evidenceOf(lane, by) },
  };
}

function linkOf({ ref, digest }: ReadingHead, { kind }: KeptCommand): Link {
  if (ref.kind === "ambiguous") return "ambiguous";
  if (ref.kind === "unplaced") return "none";
  return kind !== "document" && digest.source?.startsWith("prefixed|") === true
    ? "inferred"
    : "keyed";
}

// From the weakest to the strongest; grades of different kinds stand where they are as weak.
const WEAKNESS = [
  "link none",
  "attribution unknown",
  "link ambiguous",
  "confidence low",
  "attribution claimed",
  "confidence medium",
  "link inferred",
  "attribution reported",
  "confidence high",
  "link keyed",
  "attribution proven",
] as const;

const weakestOf = (link: string, attribution: string, confidence: string): string =>
  WEAKNESS.find((grade) =>
    [`link ${link}`, `attribution ${attribution}`, `confidence ${confidence}`].includes(grade),
  ) ?? "";
