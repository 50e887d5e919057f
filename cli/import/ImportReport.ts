import type { RefusedStream } from "../../shared/logs/Stream.ts";

export interface Problem {
  readonly file: string;
  /** Null where it concerns the whole file. */
  readonly line: number | null;
  readonly why: string;
}

export interface Refused {
  readonly logGroup: string;
  readonly reason: RefusedStream;
  readonly events: number;
}

/** What an import did; grows while it runs. */
export interface ImportReport {
  files: number;
  /** Log events read, those refused included. */
  events: number;
  /** Of these, held before. */
  alreadyHeld: number;
  /** Lines of `/ssm` streams that fit no known kind: kept. */
  unrecognised: number;
  /** Session records that could not be read: kept as they are. */
  broken: number;
  /** Elements that were no log events. */
  rejected: number;
  trailRecords: number;
  trailAlreadyHeld: number;
  /** CloudTrail records that concern no session. */
  trailOther: number;
  /** Sessions of DescribeSessions. */
  sessions: number;
  /** Lines with bytes that are no UTF-8. */
  notUtf8: number;
  refused: Refused[];
  problems: Problem[];
  /** Problems beyond those listed. */
  moreProblems: number;
}

export const emptyReport = (): ImportReport => ({
  files: 0,
  events: 0,
  alreadyHeld: 0,
  unrecognised: 0,
  broken: 0,
  rejected: 0,
  trailRecords: 0,
  trailAlreadyHeld: 0,
  trailOther: 0,
  sessions: 0,
  notUtf8: 0,
  refused: [],
  problems: [],
  moreProblems: 0,
});

const MOST_PROBLEMS = 100;
const MOST_REFUSED = 200;

export function addProblem(report: ImportReport, problem: Problem): void {
  if (report.problems.length < MOST_PROBLEMS) report.problems.push(problem);
  else report.moreProblems++;
}

export function addRefused(report: ImportReport, refused: Refused): void {
  const { logGroup, reason, events } = refused;
  const n = report.refused.findIndex(
    (known) => known.logGroup === logGroup && known.reason === reason,
  );
  const known = report.refused[n];
  if (known !== undefined) report.refused[n] = { ...known, events: known.events + events };
  else if (report.refused.length < MOST_REFUSED) report.refused.push(refused);
  else {
    const rest = { logGroup: "(further log groups)", reason: "other-group" as const };
    const last = report.refused.at(-1);
    if (last?.logGroup === rest.logGroup)
      report.refused[report.refused.length - 1] = { ...last, events: last.events + events };
    else report.refused.push({ ...rest, events });
  }
}
