import { formatGoString } from "./goJson.ts";
import type { SessionFacts } from "./SessionFacts.ts";
import { stripAnsi } from "./stripAnsi.ts";

/** One record of session data: raw lines, cleaned. Go writes the fields in this order, without spaces. */
export function formatRecord(
  lines: readonly Buffer[],
  facts: SessionFacts,
  builtAt: number,
): string {
  const eventTime = `${new Date(builtAt).toISOString().slice(0, 19)}Z`;
  const text = (value: string): string => formatGoString(Buffer.from(value));
  return (
    `{"eventVersion":"1.0","eventTime":${text(eventTime)},"awsRegion":${text(facts.region)},` +
    `"target":{"id":${text(facts.targetId)}},"userIdentity":{"arn":${text(facts.ownerArn)}},` +
    `"runAsUser":"","sessionId":${text(facts.sessionId)},` +
    `"sessionData":[${cleanLines(lines).map(formatGoString).join(",")}]}`
  );
}

/** Cleaned one by one, then joined and split again: a piece without LF runs into the next line. */
function cleanLines(lines: readonly Buffer[]): Buffer[] {
  const joined = Buffer.concat(lines.map((line) => stripAnsi(line) ?? line));
  const clean = joined.toString("latin1").replaceAll("\t", " ").replaceAll("\r", "");
  const split = clean.split("\n");
  if (split.at(-1) === "") split.pop();
  return split.map((line) => Buffer.from(line, "latin1"));
}
