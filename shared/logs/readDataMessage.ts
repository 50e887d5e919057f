import { UNKNOWN } from "../target/Scope.ts";
import type { DataMessage, Decoded, RejectedReason } from "./DataMessage.ts";
import { isObject } from "./isObject.ts";
import type { LogEvent } from "./LogEvent.ts";
import { unreadable } from "./unreadable.ts";

/**
 * Reads a decoded subscription message. Checked by hand, not by a schema: it stands in the hot path.
 * Fields we don't know are allowed, since AWS adds some (`policyLevel`, `extractedFields`).
 */
export function readDataMessage(json: unknown): Decoded {
  if (!isObject(json)) return unreadable("not-a-message", `a ${kindOf(json)}, no object`);
  const { messageType } = json;
  if (messageType === "CONTROL_MESSAGE") return { kind: "control" };
  if (messageType === undefined) return unreadable("not-a-message", "no messageType");
  if (messageType !== "DATA_MESSAGE")
    return unreadable("unknown-message-type", `messageType ${JSON.stringify(messageType)}`);
  return readData(json);
}

function readData(json: Readonly<Record<string, unknown>>): Decoded {
  const { logGroup, logStream, logEvents } = json;
  if (typeof logGroup !== "string" || logGroup === "")
    return unreadable("no-log-group", `logGroup is a ${kindOf(logGroup)}`);
  if (typeof logStream !== "string" || logStream === "")
    return unreadable("no-log-stream", `logStream is a ${kindOf(logStream)}`);
  if (!Array.isArray(logEvents))
    return unreadable("no-log-events", `logEvents is a ${kindOf(logEvents)}`);
  const subscriptionFilters = namesIn(json.subscriptionFilters);
  const from = { owner: accountIn(json.owner), logGroup, logStream, subscriptionFilters };
  return { kind: "data", message: { ...from, ...readEvents(logEvents) } };
}

function readEvents(elements: readonly unknown[]): Pick<DataMessage, "events" | "rejected"> {
  const events: LogEvent[] = [];
  const rejected: { index: number; reason: RejectedReason }[] = [];
  elements.forEach((element, index) => {
    const event = readEvent(element);
    if (typeof event === "string") rejected.push({ index, reason: event });
    else events.push(event);
  });
  return { events, rejected };
}

function readEvent(element: unknown): LogEvent | RejectedReason {
  if (!isObject(element)) return "not-an-object";
  const { timestamp, message } = element;
  const id = readId(element.id);
  if (id === undefined) return "bad-id";
  if (typeof timestamp !== "number" || !isMoment(timestamp)) return "bad-timestamp";
  if (typeof message !== "string") return "bad-message";
  return { id, timestamp, message };
}

/**
 * IDs are 56 decimal digits in a string; emulators send small numbers. A number past 2^53 has lost
 * its digits on the way and would stand for other events too, so it counts as none.
 */
function readId(id: unknown): string | null | undefined {
  if (typeof id === "string") return id === "" ? null : id;
  if (id === undefined || id === null) return null;
  if (typeof id !== "number") return undefined;
  return Number.isSafeInteger(id) ? String(id) : null;
}

/** The last millisecond that a `Date` can name. */
const LAST_MOMENT = 8.64e15;

const isMoment = (timestamp: number): boolean =>
  Number.isSafeInteger(timestamp) && timestamp >= 0 && timestamp <= LAST_MOMENT;

const accountIn = (owner: unknown): string =>
  typeof owner === "string" && /^[0-9]{12}$/.test(owner) ? owner : UNKNOWN;

const namesIn = (filters: unknown): string[] =>
  Array.isArray(filters) ? filters.filter((name) => typeof name === "string") : [];

const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
