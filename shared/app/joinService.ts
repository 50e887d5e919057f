import { NO_FACTS, type Source } from "../session/Facts.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import type { ServiceFacts } from "../session/ServiceFacts.ts";
import { knownTargets } from "../session/sessionPlace.ts";
import { formatScope, type Scope } from "../target/Scope.ts";
import { keepKnownTargets } from "./keepKnownTargets.ts";
import { keepMeetings } from "./keepMeetings.ts";
import { keepScope } from "./keepScope.ts";
import { sourcesAt } from "./knownSessions.ts";
import { placeMoved } from "./placeMoved.ts";
import type { Ports } from "./Ports.ts";
import { settleReading } from "./settleReading.ts";

/** Brings a session up to date with what the service says of it; repeating it changes nothing. */
export async function joinService(
  ports: Ports,
  scope: Scope,
  sessionId: string,
  service: ServiceFacts,
  attemptId: string,
): Promise<void> {
  const ref = { kind: "session", scope: formatScope(scope), sessionId } as const;
  await keepScope(ports, ref.scope);
  const targets = knownTargets({ ...NO_FACTS, service });
  await keepKnownTargets(ports, ref.scope, service);
  const before = await sourcesAt(ports, ref.scope, targets);
  const change = { ref, facts: { ...NO_FACTS, sources: before, service }, texts: [] };
  await settleReading(ports, change, attemptId);
  // Looked for again: a stream that was first seen meanwhile may not have found this session yet.
  const after = targets.length === 0 ? [] : await sourcesAt(ports, ref.scope, targets);
  if (after.some((source) => !isAmong(source, before)))
    await settleReading(ports, { ...change, facts: { ...NO_FACTS, sources: after } }, attemptId);
  await placeMoved(ports, ref, attemptId);
  await keepMeetings(ports, ref.scope, sessionId);
}

const isAmong = (source: Source, sources: readonly Source[]): boolean =>
  sources.some((other) => sourceKey(other) === sourceKey(source));
