import { reportedFacts } from "../session/actOf.ts";
import { mergeServiceFacts } from "../session/mergeServiceFacts.ts";
import { reportRef } from "../session/serviceRef.ts";
import type { ServiceFacts } from "../session/ServiceFacts.ts";
import { parseScope, type Scope } from "../target/Scope.ts";
import { parseReportedSession } from "../trail/parseReportedSession.ts";
import { joinService } from "./joinService.ts";
import { loadHead } from "./loadHead.ts";
import type { Ports } from "./Ports.ts";

/**
 * Joins what DescribeSessions said at `asOf` (epoch milliseconds) with the sessions of that account
 * and region: elements of its `Sessions`, as the SDK or the AWS CLI has them. Repeating it changes
 * nothing, nor does a later reading that says the same. Returns how many sessions there were.
 */
export async function keepServiceSessions(
  ports: Ports,
  scope: string,
  sessions: readonly unknown[],
  asOf = ports.now(),
): Promise<number> {
  const place = parseScope(scope);
  if (place === undefined) return 0;
  const at = reportRef(place, asOf);
  const told = sessions.flatMap((value) => {
    const session = parseReportedSession(value);
    if (session === undefined) return [];
    return { value, sessionId: session.sessionId, facts: reportedFacts(session, at) };
  });
  await archiveNews(ports, place, scope, told, asOf);
  await ports.store.exclusively(async () => {
    for (const { sessionId, facts } of told) {
      const attemptId = ports.hash(`describe-sessions ${asOf} ${sessionId}`).slice(0, 24);
      await joinService(ports, place, sessionId, facts, attemptId);
    }
  });
  return told.length;
}

interface Told {
  readonly value: unknown;
  readonly sessionId: string;
  readonly facts: ServiceFacts;
}

/** What was not known yet: every reading lists 30 days of sessions again. */
async function archiveNews(
  ports: Ports,
  { partition, region, accountId }: Scope,
  scope: string,
  told: readonly Told[],
  asOf: number,
): Promise<void> {
  if (ports.archive === undefined) return;
  const news: unknown[] = [];
  for (const { value, sessionId, facts } of told) {
    const known = (await loadHead(ports, scope, sessionId))?.facts.service;
    const after = mergeServiceFacts(known, facts);
    if (JSON.stringify(known) !== JSON.stringify(after)) news.push(value);
  }
  if (news.length === 0) return;
  const arrival = {
    kind: "described-sessions",
    partition,
    region,
    account: accountId,
    asOf,
  } as const;
  await ports.archive.keep(arrival, asOf, { is: "value", value: news });
}
