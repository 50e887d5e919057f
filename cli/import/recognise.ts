import type { Decoded } from "../../shared/logs/DataMessage.ts";
import { decodeSubscription } from "../../shared/logs/decodeSubscription.ts";
import { isObject } from "../../shared/logs/isObject.ts";
import { parseJson } from "../../shared/logs/parseJson.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import { gunzip } from "../../shared/aws/gunzip.ts";
import type { Evidence } from "./Evidence.ts";
import type { Read } from "./Read.ts";
import { quotable } from "../presentable.ts";

/** What a document is, by its content. */
export function recognise(read: Exclude<Read, { kind: "problem" }>): Evidence[] {
  if (read.kind === "document")
    return Array.isArray(read.value)
      ? read.value.flatMap((element) => recogniseValue(element, 0))
      : recogniseValue(read.value, 0);
  return recogniseValue({ [read.list]: [read.value] }, 0);
}

const MOST_WRAPPED = 3;

function recogniseValue(value: unknown, wrapped: number): Evidence[] {
  if (!isObject(value)) return [unreadable(`JSON, but no object: ${TAKEN}`)];
  if (value.awslogs !== undefined) return [decoded(decodeSubscription(value, gunzip))];
  if (value.messageType !== undefined) return [decoded(readDataMessage(value))];
  if (Array.isArray(value.events)) return [{ kind: "events", events: value.events }];
  if (Array.isArray(value.Records)) return [{ kind: "trail", records: value.Records }];
  if (Array.isArray(value.Events)) return [lookedUp(value.Events)];
  if (Array.isArray(value.Sessions)) return [{ kind: "sessions", sessions: value.Sessions }];
  if (isRecord(value)) return [{ kind: "trail", records: [value] }];
  if (typeof value.CloudTrailEvent === "string") return [lookedUp([value])];
  // An event of EventBridge, then what Lambda writes of an invocation that failed.
  const inner = value["detail-type"] === undefined ? value.requestPayload : value.detail;
  if (inner !== undefined && wrapped < MOST_WRAPPED) return recogniseValue(inner, wrapped + 1);
  if (typeof value.message === "string" && value.timestamp !== undefined)
    return [{ kind: "events", events: [value] }];
  return [unreadable(`JSON of another shape (${fieldsOf(value)}): ${TAKEN}`)];
}

/** What `import` takes, for messages. */
const TAKEN =
  "give subscription events, `aws logs filter-log-events` or `get-log-events` output, CloudTrail records, or `aws ssm describe-sessions` output";

const isRecord = (value: Readonly<Record<string, unknown>>): boolean =>
  typeof value.eventName === "string" && typeof value.eventSource === "string";

/** LookupEvents wraps each record in a string. */
function lookedUp(events: readonly unknown[]): Evidence {
  const records = events.map((event) =>
    isObject(event) && typeof event.CloudTrailEvent === "string"
      ? parseJson(event.CloudTrailEvent)
      : event,
  );
  return { kind: "trail", records };
}

function decoded(message: Decoded): Evidence {
  switch (message.kind) {
    case "control":
      return { kind: "control" };
    case "data":
      return { kind: "message", message: message.message };
    case "unreadable":
      return unreadable(
        `a subscription event that can't be read (${message.code}): ${message.detail}`,
      );
    default:
      return message satisfies never;
  }
}

const unreadable = (why: string): Evidence => ({ kind: "unreadable", why });

function fieldsOf(value: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(value);
  if (names.length === 0) return "no fields";
  const shown = names.slice(0, 4).map((name) => quotable(name.slice(0, 4_096), 30));
  return `fields ${shown.join(", ")}${names.length > 4 ? ", …" : ""}`;
}
