import type { Statement } from "../../shared/logs/Statement.ts";
import { SESSION } from "./sampleLines.ts";

/** What the sample session's lines are expected to claim. */
export const sessionId = SESSION;
export const seen: Statement = { kind: "session-seen", sessionId };
export const started: Statement = { kind: "session-started", sessionId };
export const ended: Statement = { kind: "session-ended", sessionId };
export const lost = (failure: string): unknown => ({ kind: "logging-failed", sessionId, failure });
export const failed = (reason: string): unknown => ({ kind: "session-failed", sessionId, reason });
