import type { RefusedStream } from "../../shared/logs/Stream.ts";
import type { ImportReport, Problem } from "./ImportReport.ts";

const MOST_SHOWN = 20;

/** An import's report for people. */
export function reportLines(report: ImportReport): string[] {
  const problems = report.problems.slice(0, MOST_SHOWN).map(problemLine);
  const more = report.problems.length + report.moreProblems - problems.length;
  if (more > 0) problems.push(`… and ${more} more problems like these`);
  return [...problems, ...refusedLines(report), summary(report)];
}

const problemLine = ({ file, line, why }: Problem): string =>
  line === null ? `${file}: ${why}` : `${file}, line ${line}: ${why}`;

const WHY: Readonly<Record<RefusedStream, string>> = {
  "other-group": "no endpoint's log group and none of the session log groups",
  "bad-endpoint-name": "the log group names no endpoint",
  "not-ssm-stream": "container logs, not the /ssm streams: nothing about sessions is in them",
  "bad-variant-name": "a /ssm stream whose variant is no name",
  "bad-instance-id": "a /ssm stream whose instance is no instance ID",
  "bad-session-id": "its streams are not named like sessions (is it a session log group?)",
};

const refusedLines = ({ refused }: ImportReport): string[] =>
  refused.map(
    ({ logGroup, reason, events }) =>
      `not taken: ${count(events, "event")} of ${logGroup}: ${WHY[reason]}`,
  );

function summary(report: ImportReport): string {
  const { files, events, alreadyHeld, unrecognised, broken, rejected, notUtf8 } = report;
  const refused = report.refused.reduce((sum, one) => sum + one.events, 0);
  const parts = [
    `${count(events, "log event")} read`,
    alreadyHeld > 0 && `${alreadyHeld} held already`,
    refused > 0 && `${refused} not taken`,
    unrecognised > 0 &&
      `${count(unrecognised, "unrecognised line")} kept (\`ssmtrail unrecognised\`)`,
    broken > 0 && `${count(broken, "broken session record")} kept`,
    rejected > 0 && `${rejected} rejected`,
    notUtf8 > 0 && `${count(notUtf8, "line")} with bytes that are no UTF-8 (they read as U+FFFD)`,
    ...trailParts(report),
  ];
  return `${count(files, "file")}: ${parts.filter((part) => part !== false).join(", ")}`;
}

function trailParts({
  trailRecords,
  trailAlreadyHeld,
  trailOther,
  sessions,
}: ImportReport): (string | false)[] {
  return [
    trailRecords > 0 &&
      `${count(trailRecords, "CloudTrail record")} about sessions${trailAlreadyHeld > 0 ? ` (${trailAlreadyHeld} held already)` : ""}`,
    sessions > 0 && `${count(sessions, "session")} of DescribeSessions`,
    trailOther > 0 && `${count(trailOther, "CloudTrail record")} about something else left out`,
  ];
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
