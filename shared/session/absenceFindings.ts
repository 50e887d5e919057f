import type { Facts } from "./Facts.ts";
import type { Finding } from "./Finding.ts";
import { timeOf } from "./Position.ts";
import type { Digest } from "./ReadingHead.ts";
import { reported } from "./serviceWord.ts";
import { endOf } from "./window.ts";

/** How long after a session's end its transcript may still be on its way. */
const UPLOAD_MS = 15 * 60_000;

/**
 * The findings that rest on something not being there. Each says when it can be told at all: before
 * that, and where trail records do not reach, nothing is known.
 */
export function absenceFindings(
  scope: string,
  sessionId: string,
  endpoint: string | null,
  facts: Facts,
  digest: Digest,
): Finding[] {
  const about = { scope, sessionId, endpoint };
  const startKnown = (facts.service?.started.length ?? 0) > 0;
  return [...(startKnown ? [] : startFinding(about, facts)), ...textFindings(about, facts, digest)];
}

export type About = Pick<Finding, "scope" | "sessionId" | "endpoint">;

/**
 * Text of a session of which CloudTrail should know. Its row is kept even where CloudTrail does, so
 * that a record that comes late need not remove it.
 */
export function startFinding(about: About, facts: Facts): Finding[] {
  const at = facts.opened ?? facts.first;
  if (at === null || facts.sources.every(({ first }) => first === "")) return [];
  const detail = ["no StartSession of it is held"];
  return [{ ...about, kind: "no-start-record", detail, at, covered: timeOf(at.position) }];
}

/** A session that ended and left no text. */
function textFindings(about: About, facts: Facts, digest: Digest): Finding[] {
  const end = endOf(facts);
  const { service } = facts;
  const at =
    facts.ended ??
    service?.terminated[0]?.at ??
    service?.reported.end?.kept[0]?.at ??
    service?.started[0]?.at;
  const held = digest.first !== null || facts.sources.some(({ form }) => form !== "prefixed");
  if (end === null || at === undefined || held) return [];
  return [{ ...about, kind: "no-transcript", detail: reasonsOf(facts), at, from: end + UPLOAD_MS }];
}

const UNRECORDED = /^AWS-Start(?:PortForwarding|SSH)Session/;

/** Why there is none, as far as anything says. */
function reasonsOf(facts: Facts): string[] {
  const documents = [
    ...(facts.service?.started ?? []).flatMap(({ document }) => document ?? []),
    ...reported(facts, "document"),
    ...(facts.claims.document?.kept ?? []).map(({ value }) => value),
  ];
  const port = documents.find((document) => UNRECORDED.test(document));
  if (port !== undefined) return [`port-forwarding: ${port} records nothing, by design`];
  const failures = (facts.claims["logging-failure"]?.kept ?? []).map(({ value }) => FAILED[value]);
  const broken = (facts.claims.failure?.kept ?? []).map(({ value }) => `session-failed: ${value}`);
  const said = [...new Set([...failures, ...broken].filter((why) => why !== undefined))];
  return said.length > 0 ? said : ["nothing says why"];
}

const FAILED: Readonly<Record<string, string>> = {
  "group-missing": "missing-permission: the agent could not describe the log group",
  "put-failed": "failed-upload: log events were refused",
  "stream-failed": "failed-upload: the log stream could not be made",
  "upload-failed": "failed-upload: the transcript could not be uploaded",
  "transcript-failed": "failed-upload: the container lacks what makes a transcript",
  "encryption-unchecked": "refused: the log's encryption could not be checked",
  "local-log-missing": "failed-upload: the agent's own file was gone",
};
