import type {
  ActorAnswer,
  CommandAnswer,
  EvidenceAnswer,
  Link,
  PlaceAnswer,
  SessionAnswer,
} from "../../query/Answer.ts";
import { attributionOf } from "../../session/attributionOf.ts";
import { scopeOfReading } from "../../session/commandRows.ts";
import { documentCommands } from "../../session/documentCommands.ts";
import type { Facts } from "../../session/Facts.ts";
import type { KeptCommand } from "../../session/KeptCommand.ts";
import { parseLane } from "../../session/Lane.ts";
import { eventIdOf, timeOf, type Position } from "../../session/Position.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import { laneTarget, sessionTargets } from "../../session/sessionPlace.ts";
import { sessionFindings } from "../../session/sessionFindings.ts";
import { formatTargetId } from "../../target/formatTargetId.ts";
import { parseScope, UNKNOWN } from "../../target/Scope.ts";
import type { TargetId } from "../../target/TargetId.ts";
import type { Form } from "../../terminal/ReadCommand.ts";

/** A head with what its progress says of it. */
export interface Described {
  readonly head: ReadingHead;
  readonly catchingUp: boolean;
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
  const { logGroup, logStream } = parseLane(lane) ?? { logGroup: "", logStream: "" };
  return { logGroup, logStream, eventId: eventIdOf(position), timestamp: iso(timeOf(position)) };
}

export function actorOf(facts: Facts): ActorAnswer {
  const { actor, grade, candidates } = attributionOf(facts);
  return { actor, attribution: grade, candidates: candidates.map(({ arn }) => arn) };
}

/** Where the reading's text ran: a session's targets, or those of the stream it lies on. */
export function targetsOf({ ref, facts }: ReadingHead): TargetId[] {
  return ref.kind === "session" ? sessionTargets(facts) : laneTarget(ref.lane, ref.container);
}

const formOf = ({ digest }: ReadingHead): Form | null => {
  const [form] = digest.source?.split("|") ?? [];
  return form === "transcript" || form === "streamed" || form === "prefixed" ? form : null;
};

export function describeSession({ head, catchingUp }: Described): SessionAnswer {
  const { ref, facts, digest } = head;
  const scope = scopeOfReading(ref);
  const [target] = targetsOf(head);
  const sessionId = ref.kind === "session" ? ref.sessionId : "";
  const kinds = sessionFindings(scope, sessionId, null, facts).map(({ kind }) => kind);
  const commands = Object.values(digest.days).reduce((sum, n) => sum + n, 0);
  return {
    ...placeOf(scope),
    session: sessionId,
    endpoint: target?.endpoint ?? null,
    target: target === undefined ? null : formatTargetId(target),
    container: target?.container ?? null,
    ...actorOf(facts),
    start: facts.opened === null ? null : iso(timeOf(facts.opened.position)),
    end: facts.ended === null ? null : iso(timeOf(facts.ended.position)),
    document: facts.claims.document?.kept[0]?.value ?? null,
    commands: commands + documentCommands(facts).length,
    form: formOf(head),
    findings: [...new Set(kinds)],
    reader: digest.reader === "" ? null : digest.reader,
    catchingUp,
  };
}

const VAGUE_MS = 5 * 60_000;

export function describeCommand(
  { head, catchingUp }: Described,
  command: KeptCommand,
): CommandAnswer {
  const { ref, facts, digest } = head;
  const [target] = targetsOf(head);
  const interval = intervalOf(head, command);
  const link = linkOf(head, command);
  const who = ref.kind === "session" ? actorOf(facts) : NOBODY;
  return {
    ...placeOf(scopeOfReading(ref)),
    id: `${command.at.position}+${command.at.offset}`,
    command: command.text,
    cut: command.cut,
    kind: command.kind,
    depth: command.depth,
    programs: command.programs,
    prompt: command.prompt,
    cwd: command.cwd,
    host: command.host,
    exit: command.exit,
    after: interval.after === null ? null : iso(interval.after),
    notAfter: iso(interval.notAfter),
    vague: interval.after === null || interval.notAfter - interval.after > VAGUE_MS,
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

const NOBODY: ActorAnswer = { actor: null, attribution: "unknown", candidates: [] };

/** A command ran after the event before its own and not after its own. */
export function intervalOf(
  { facts }: ReadingHead,
  { at, after }: KeptCommand,
): { after: number | null; notAfter: number } {
  const notAfter = timeOf(at.position);
  if (after !== null) return { after, notAfter };
  // The text's first event: the session's own beginning is the bound, where it is known.
  const opened = facts.opened === null ? null : timeOf(facts.opened.position);
  return { after: opened !== null && opened <= notAfter ? opened : null, notAfter };
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
