import { absenceFindings, startFinding } from "./absenceFindings.ts";
import type { Finding } from "./Finding.ts";
import { formFindings } from "./formFindings.ts";
import type { ReadingHead } from "./ReadingHead.ts";
import { serviceFindings } from "./serviceFindings.ts";
import { sessionFindings } from "./sessionFindings.ts";
import { sessionEndpoints } from "./sessionPlace.ts";

/** The findings for which rows are kept: those that it makes, and one that it may cease to make. */
export function keptFindings(head: ReadingHead): Finding[] {
  const { ref, facts } = head;
  if (ref.kind !== "session") return [];
  const { scope, sessionId } = ref;
  const about = { scope, sessionId, endpoint: sessionEndpoints(facts)[0] ?? null };
  const made = findingsOf(head).filter(({ kind }) => kind !== "no-start-record");
  return [...made, ...startFinding(about, facts)];
}

/** All findings that a session's head makes; whether those stand that rest on an absence, `stands` says. */
export function findingsOf({ ref, facts, digest }: ReadingHead): Finding[] {
  if (ref.kind !== "session") return [];
  const about = [ref.scope, ref.sessionId, sessionEndpoints(facts)[0] ?? null] as const;
  return [
    ...sessionFindings(...about, facts),
    ...serviceFindings(...about, facts),
    ...formFindings(...about, digest.forms ?? []),
    ...absenceFindings(...about, facts, digest),
  ];
}
