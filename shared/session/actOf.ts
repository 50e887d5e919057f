import type { ReportedSession } from "../trail/ReportedSession.ts";
import type { TrailRecord } from "../trail/TrailRecord.ts";
import type { Ref } from "./Facts.ts";
import { NO_SERVICE, type Act, type ReportedKind, type ServiceFacts } from "./ServiceFacts.ts";

/** What a trail record of a call that succeeded says of its session. */
export function trailFacts(record: TrailRecord, at: Ref): ServiceFacts {
  const { action, eventId: _id, time: _time, sessionId: _session, error: _error, ...rest } = record;
  const act: Act = { at, ...rest };
  switch (action) {
    case "StartSession":
      return { ...NO_SERVICE, started: [act] };
    case "ResumeSession":
      return { ...NO_SERVICE, resumed: [act] };
    case "TerminateSession":
      return { ...NO_SERVICE, terminated: [act] };
    default:
      return action satisfies never;
  }
}

/** What DescribeSessions says of a session. */
export function reportedFacts(session: ReportedSession, at: Ref): ServiceFacts {
  const told: Record<ReportedKind, string | number | null> = {
    access: session.accessType,
    details: session.details,
    document: session.documentName,
    end: session.endDate,
    owner: session.owner,
    reason: session.reason,
    start: session.startDate,
    target: session.target,
  };
  const reported = Object.entries(told).flatMap(([kind, value]) =>
    value === null ? [] : [[kind, { kept: [{ value: String(value), at }], more: false }] as const],
  );
  return { ...NO_SERVICE, reported: Object.fromEntries(reported) };
}
