import { isObject } from "../logs/isObject.ts";
import { isSessionId } from "../logs/isSessionId.ts";
import { textIn } from "../logs/textIn.ts";
import type { ReportedSession } from "./ReportedSession.ts";

/**
 * Reads one element of DescribeSessions' `Sessions`, as the SDK (dates) or the AWS CLI (ISO 8601,
 * or epoch seconds) has it; undefined for anything without a session ID.
 */
export function parseReportedSession(value: unknown): ReportedSession | undefined {
  if (!isObject(value)) return undefined;
  const { SessionId: sessionId } = value;
  if (typeof sessionId !== "string" || !isSessionId(sessionId)) return undefined;
  return {
    sessionId,
    target: textIn(value.Target),
    owner: textIn(value.Owner),
    status: textIn(value.Status),
    startDate: timeIn(value.StartDate),
    endDate: timeIn(value.EndDate),
    documentName: textIn(value.DocumentName),
    reason: textIn(value.Reason),
    details: textIn(value.Details),
    accessType: textIn(value.AccessType),
  };
}

function timeIn(value: unknown): number | null {
  const time = value instanceof Date ? value.getTime() : parsed(value);
  return Number.isFinite(time) && time >= 0 ? Math.trunc(time) : null;
}

function parsed(value: unknown): number {
  if (typeof value === "number") return value * 1000;
  return typeof value === "string" ? Date.parse(value) : NaN;
}
