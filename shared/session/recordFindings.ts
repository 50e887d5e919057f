import { formatScope, type Scope } from "../target/Scope.ts";
import { isDenied, type TrailRecord } from "../trail/TrailRecord.ts";
import type { Finding } from "./Finding.ts";
import { trailRef } from "./serviceRef.ts";
import { isEndpointTarget, parseServiceTarget } from "./serviceWord.ts";

/** The findings that a trail record makes which is no session's. */
export function recordFindings(scope: Scope, record: TrailRecord): Finding[] {
  const { action, error, target, identity, sessionId, omitted, eventId, time } = record;
  if (target !== null && !isEndpointTarget(target)) return [];
  const about = {
    scope: formatScope(scope),
    endpoint: target === null ? null : (parseServiceTarget(target)?.endpoint ?? null),
    sessionId: null,
    at: trailRef(scope, eventId, time),
  };
  if (error !== null) {
    const on = target ?? sessionId;
    const detail = [action, error.code, ...(on === null ? [] : [on]), identity?.name ?? "unknown"];
    return [{ ...about, kind: isDenied(error.code) ? "denied-attempt" : "failed-attempt", detail }];
  }
  return sessionId === null ? [{ ...about, kind: "record-cut", detail: [action, ...omitted] }] : [];
}
