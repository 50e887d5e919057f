import { parseSessionRecord } from "./parseSessionRecord.ts";
import type { SessionRecord } from "./SessionRecord.ts";
import { startsLikeRecord } from "./startsLikeRecord.ts";

/** What one event of a session's own stream is. */
export type SessionEvent =
  | { readonly kind: "record"; readonly record: SessionRecord }
  /** Begins as a record does and can't be read as one: cut, or forged by a poor hand. */
  | { readonly kind: "broken-record"; readonly text: string }
  /** Raw terminal text, many lines; up to 200,000 bytes an event. */
  | { readonly kind: "transcript"; readonly text: string };

export function parseSessionEvent(message: string): SessionEvent {
  const record = parseSessionRecord(message);
  if (record !== undefined) return { kind: "record", record };
  return { kind: startsLikeRecord(message) ? "broken-record" : "transcript", text: message };
}
