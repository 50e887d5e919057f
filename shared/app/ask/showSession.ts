import type {
  CallAnswer,
  ClaimAnswer,
  ComparedAnswer,
  NamedAnswer,
  SessionDetail,
  SourceAnswer,
} from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, refuse, type Answered } from "../../query/QueryError.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import { isShown } from "../../session/standingOf.ts";
import type { Facts } from "../../session/Facts.ts";
import type { FormDigest } from "../../session/FormsCompared.ts";
import { attributionOf } from "../../session/attributionOf.ts";
import { readingPartition } from "../../session/keys.ts";
import { NO_SERVICE } from "../../session/ServiceFacts.ts";
import { parseLane } from "../../session/Lane.ts";
import { sourceKey } from "../../session/mergeFacts.ts";
import { compare, eventIdOf } from "../../session/Position.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import type { Ports } from "../Ports.ts";
import type { Store } from "../Store.ts";
import { describeCall } from "./describeCall.ts";
import { describeSession, evidenceOf, iso, type Described } from "./describe.ts";
import { decisionsOf } from "./decisionsOf.ts";
import { loadDescribed } from "./readings.ts";
import { shownClaim } from "./shownClaim.ts";
import { listScopes } from "./scopes.ts";
import { standingFindings } from "./standingFindings.ts";
import { standpointOf } from "./standpointOf.ts";

/** One session with its evidence. */
export async function showSession(
  ports: Ports,
  question: QuestionOf<"session">,
  redactor: Redactor,
): Promise<Answered<SessionDetail>> {
  const found = await findSession(ports.store, question, question.session);
  if (!found.ok) return found;
  const { head, scope } = found.answer;
  const standpoint = await standpointOf(ports, scope);
  const findings = await standingFindings(ports.store, head, standpoint);
  return answer({
    ...describeSession(found.answer, findings),
    ...(await decisionsOf(ports.store, scope, question.session)),
    sources: sourcesOf(head),
    claims: claimsOf(redactor, head.facts),
    moreClaims: Object.entries(head.facts.claims).flatMap(([kind, { more }]) => (more ? kind : [])),
    named: namedOf(question.session, head.facts),
    calls: callsOf(head.facts),
    reported: reportedOf(head.facts),
  });
}

/** The session of that ID, in the one scope that has it. */
export async function findSession(
  store: Store,
  filter: { readonly account: string | null; readonly region: string | null },
  sessionId: string,
): Promise<Answered<Described & { readonly partition: string; readonly scope: string }>> {
  const scopes = await listScopes(store, filter);
  const partitions = scopes.map((scope) => readingPartition({ kind: "session", scope, sessionId }));
  const found = (await loadDescribed(store, partitions)).flatMap((one, n) => {
    const [partition, scope] = [partitions[n], scopes[n]];
    if (one === undefined || partition === undefined || scope === undefined) return [];
    return isShown(one.head.facts) ? { ...one, partition, scope } : [];
  });
  const [only, second] = found;
  const name = JSON.stringify(sessionId.slice(0, 96));
  if (only === undefined)
    return refuse(404, "not-found", `no session ${name} is known; /sessions lists those that are`);
  if (second !== undefined)
    return refuse(
      400,
      "missing-parameter",
      `session ${name} is known in ${found.map(({ scope }) => scope).join(" and ")}: give account and region`,
    );
  return answer(only);
}

const sourcesOf = ({ facts, digest }: ReadingHead): SourceAnswer[] =>
  facts.sources.map((source) => {
    const { logGroup, logStream } = parseLane(source.lane) ?? { logGroup: "", logStream: "" };
    const { form, container } = source;
    const key = sourceKey(source);
    const compared = comparedOf(digest.forms?.find((one) => one.source === key));
    return { form, logGroup, logStream, container, read: digest.source === key, compared };
  });

function comparedOf(form: FormDigest | undefined): ComparedAnswer | null {
  if (form === undefined) return null;
  const { aligned, onlyRead, onlyThere, cut } = form;
  return { aligned, onlyRead, onlyHere: onlyThere, cut };
}

function claimsOf(redactor: Redactor, facts: Facts): ClaimAnswer[] {
  const marks = [
    ["opened", facts.opened],
    ["ended", facts.ended],
  ] as const;
  const times = marks.flatMap(([kind, at]) =>
    at === null
      ? []
      : { kind, value: eventIdOf(at.position) ?? "", ...evidenceOf(at.lane, at.position) },
  );
  const claims = Object.entries(facts.claims).flatMap(([kind, { kept }]) =>
    kept.map(({ value, at }) => ({
      kind,
      value: shownClaim(redactor, value),
      ...evidenceOf(at.lane, at.position),
    })),
  );
  return [...times, ...claims].sort(
    (a, b) =>
      compare(a.timestamp, b.timestamp) || compare(a.kind, b.kind) || compare(a.value, b.value),
  );
}

const namedOf = (sessionId: string, facts: Facts): NamedAnswer[] =>
  attributionOf(sessionId, facts).candidates.map(({ actor, name, grade, at }) => ({
    actor,
    name,
    attribution: grade,
    evidence: evidenceOf(at.lane, at.position),
  }));

function callsOf({ service = NO_SERVICE }: Facts): CallAnswer[] {
  const calls = [
    ...service.started.map((act) => describeCall("StartSession", act)),
    ...service.resumed.map((act) => describeCall("ResumeSession", act)),
    ...service.terminated.map((act) => describeCall("TerminateSession", act)),
  ];
  return calls.sort((a, b) => compare(a.evidence.timestamp, b.evidence.timestamp));
}

const reportedOf = ({ service = NO_SERVICE }: Facts): ClaimAnswer[] =>
  Object.entries(service.reported).flatMap(([kind, { kept }]) =>
    kept.map(({ value, at }) => ({
      kind,
      value: kind === "start" || kind === "end" ? iso(Number(value)) : value,
      ...evidenceOf(at.lane, at.position),
    })),
  );
