import { isObject } from "./isObject.ts";
import { isSessionId } from "./isSessionId.ts";
import { parseJson } from "./parseJson.ts";
import type { SessionRecord } from "./SessionRecord.ts";

/** How the agent begins a record: then the search through the rest is spared. */
const AS_WRITTEN = '{"eventVersion"';

/** Reads a streamed session record; a session ID and a list of lines make one. */
export function parseSessionRecord(text: string): SessionRecord | undefined {
  // Most text that begins with a brace is a program's output: not worth a JSON parser.
  if (!text.startsWith("{")) return undefined;
  if (!text.startsWith(AS_WRITTEN) && !text.includes('sessionData"')) return undefined;
  const json = parseJson(text);
  if (!isObject(json)) return undefined;
  const { sessionId, sessionData } = json;
  if (typeof sessionId !== "string" || !isSessionId(sessionId)) return undefined;
  if (!Array.isArray(sessionData)) return undefined;
  return {
    builtAt: momentIn(json.eventTime),
    region: textIn(json.awsRegion),
    targetId: textIn(isObject(json.target) ? json.target.id : undefined),
    ownerArn: textIn(isObject(json.userIdentity) ? json.userIdentity.arn : undefined),
    runAsUser: textIn(json.runAsUser),
    sessionId,
    lines: sessionData.filter((line) => typeof line === "string"),
  };
}

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

/** RFC 3339; the agent writes whole seconds in UTC. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

function momentIn(value: unknown): number | null {
  if (typeof value !== "string" || !RFC_3339.test(value)) return null;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? null : moment;
}
