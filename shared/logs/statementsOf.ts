import { lifecycleOf } from "./lifecycleOf.ts";
import { loggingFailureOf } from "./loggingFailureOf.ts";
import { sessionFailureOf } from "./sessionFailureOf.ts";
import { sessionIdOfContexts } from "./sessionIdOfContexts.ts";
import type { SessionPayload } from "./SessionPayload.ts";
import type { AgentLine } from "./SsmLine.ts";
import type { Statement } from "./Statement.ts";

/**
 * The facts that an agent line claims. Each session it names is `session-seen`, except where the
 * line ends that session: known only by its end, a session has no known start.
 */
export function statementsOf(
  { contexts, message }: Pick<AgentLine, "contexts" | "message">,
  payload: SessionPayload | undefined,
): Statement[] {
  const inContext = sessionIdOfContexts(contexts);
  if (payload !== undefined) {
    const sessionId = payload.sessionId ?? inContext;
    return withSightings([inContext, sessionId], payloadClaims(payload, sessionId));
  }
  const life = lifecycleOf(message);
  const sessionId = life?.sessionId ?? inContext;
  const troubles = troubleClaims(message, inContext);
  if (life === undefined || life.phase === "seen" || sessionId === null)
    return withSightings([inContext, sessionId], troubles);
  const turn: Statement = { kind: `session-${life.phase}`, sessionId };
  return withSightings([inContext, sessionId], [turn, ...troubles]);
}

function withSightings(
  named: readonly (string | null)[],
  claims: readonly Statement[],
): Statement[] {
  if (claims.length === 0 && named[0] === named[1]) {
    const [sessionId] = named; // most agent lines
    return typeof sessionId === "string" ? [{ kind: "session-seen", sessionId }] : [];
  }
  const seen: Statement[] = [];
  const see = (sessionId: string | null): void => {
    if (sessionId === null || seen.some((one) => one.sessionId === sessionId)) return;
    if (claims.some((one) => one.kind === "session-ended" && one.sessionId === sessionId)) return;
    seen.push({ kind: "session-seen", sessionId });
  };
  for (const sessionId of named) see(sessionId);
  for (const { sessionId } of claims) see(sessionId);
  return seen.concat(claims);
}

const EXIT_STATUS = /^(?:Command Exit Status|Sending exit code): (-?[0-9]{1,10})\s*$/;

const TAMPERED = "Append only attribute of local temp log file has been modified";

function troubleClaims(message: string, inContext: string | null): Statement[] {
  const claims: Statement[] = [];
  const status = EXIT_STATUS.exec(message)?.[1];
  if (status !== undefined && inContext !== null)
    claims.push({ kind: "exit-status", sessionId: inContext, status: Number(status) });
  const failed = sessionFailureOf(message);
  const sessionId = failed?.sessionId ?? inContext;
  if (failed !== undefined && sessionId !== null)
    claims.push({ kind: "session-failed", sessionId, reason: failed.reason });
  const failure = loggingFailureOf(message);
  if (failure !== undefined) claims.push({ kind: "logging-failed", sessionId: inContext, failure });
  if (message.startsWith(TAMPERED)) claims.push({ kind: "tampering", sessionId: inContext });
  return claims;
}

function payloadClaims(payload: SessionPayload, sessionId: string | null): Statement[] {
  if (sessionId === null) return [];
  const { owner, document, target, commands, ended } = payload;
  const claims: Statement[] = [];
  if (ended) claims.push({ kind: "session-ended", sessionId });
  if (owner !== null) claims.push({ kind: "owner", sessionId, owner });
  if (document !== null) claims.push({ kind: "document", sessionId, document });
  if (target !== null) claims.push({ kind: "session-target", sessionId, target });
  for (const command of commands) claims.push({ kind: "document-command", sessionId, command });
  return claims;
}
