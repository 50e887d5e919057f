import { cutText } from "../logs/cutText.ts";
import { isObject } from "../logs/isObject.ts";
import { isSessionId } from "../logs/isSessionId.ts";
import { textIn } from "../logs/textIn.ts";
import { parseIdentity } from "./parseIdentity.ts";
import type { Parameter, TrailAction, TrailRecord } from "./TrailRecord.ts";

type Fields = Readonly<Record<string, unknown>>;

export type ReadTrailRecord =
  | { readonly kind: "record"; readonly record: TrailRecord }
  /** A record about something else than a session. */
  | { readonly kind: "other" }
  | { readonly kind: "unreadable"; readonly why: string };

const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(?:Z|[+-][0-9:]{4,6})$/;
const EVENT_ID = /^[A-Za-z0-9-]{1,64}$/;

/**
 * Reads one CloudTrail record. `partition` is the trail's own, for identities without an ARN.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function parseTrailRecord(value: unknown, partition: string): ReadTrailRecord {
  if (!isObject(value) || typeof value.eventName !== "string")
    return unreadable("it is no CloudTrail record: eventName is missing");
  const action = actionOf(value);
  if (action === undefined) return { kind: "other" };
  const { eventTime, eventID } = value;
  const time = typeof eventTime === "string" && TIME.test(eventTime) ? Date.parse(eventTime) : NaN;
  if (!Number.isFinite(time) || time < 0) return unreadable("its eventTime is no time");
  if (typeof eventID !== "string" || !EVENT_ID.test(eventID))
    return unreadable("its eventID is none");
  return { kind: "record", record: recordOf(value, partition, { action, time, eventId: eventID }) };
}

const unreadable = (why: string): ReadTrailRecord => ({ kind: "unreadable", why });

function actionOf({ eventSource, eventName }: Fields): TrailAction | undefined {
  if (eventSource !== "ssm.amazonaws.com") return undefined;
  switch (eventName) {
    case "StartSession":
    case "ResumeSession":
    case "TerminateSession":
      return eventName;
    default:
      return undefined;
  }
}

function recordOf(
  value: Fields,
  partition: string,
  known: Pick<TrailRecord, "action" | "time" | "eventId">,
): TrailRecord {
  const asked = partOf(value.requestParameters);
  const answered = partOf(value.responseElements);
  const code = textIn(value.errorCode);
  return {
    ...known,
    sessionId: sessionOf(answered) ?? sessionOf(asked),
    target: textIn(asked.target),
    identity: parseIdentity(
      value.userIdentity,
      partition,
      value.sessionCredentialFromConsole === "true",
    ),
    error: code === null ? null : { code, message: textIn(value.errorMessage) ?? "" },
    document: textIn(asked.documentName),
    parameters: parametersOf(asked.parameters),
    reason: textIn(asked.reason),
    sourceIp: textIn(value.sourceIPAddress),
    userAgent: textIn(value.userAgent),
    omitted: code === null ? omittedOf(value) : [],
  };
}

const partOf = (value: unknown): Fields => (isObject(value) ? value : {});

/** A session that was opened has its ID in the answer; one that is ended, in the question. */
function sessionOf({ sessionId }: Fields): string | null {
  return typeof sessionId === "string" && isSessionId(sessionId) ? sessionId : null;
}

/** A call that succeeded had both; what is missing or says so was too large. */
const omittedOf = (value: Fields): string[] =>
  ["requestParameters", "responseElements"].filter((name) => {
    const field = value[name];
    return !isObject(field) || field.omitted === true;
  });

const MOST_PARAMETERS = 24;
const MOST_VALUES = 16;
/** The API's own limit. */
const LONGEST_VALUE = 65_535;

function parametersOf(value: unknown): Parameter[] {
  if (!isObject(value)) return [];
  const names = Object.keys(value).sort().slice(0, MOST_PARAMETERS);
  return names.map((name) => ({ name: cutText(name, 255), values: valuesOf(value[name]) }));
}

const valuesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.slice(0, MOST_VALUES) : [value]).map((one: unknown) =>
    cutText(typeof one === "string" ? one : (JSON.stringify(one) ?? ""), LONGEST_VALUE),
  );
