import type { Command } from "commander";
import { reconcile, type ReconcileReport } from "../../shared/app/whole/reconcile.ts";
import { PREFIX_PATTERN } from "../../shared/logs/matchesPattern.ts";
import { gunzip } from "../../shared/aws/gunzip.ts";
import { openLogReader } from "../../shared/cloudwatch/openLogReader.ts";
import type { Caller } from "../../shared/sources/openCaller.ts";
import { openFailureStore } from "../../shared/sources/openFailureStore.ts";
import { openSessionLister } from "../../shared/sources/openSessionLister.ts";
import { usageError } from "../CliError.ts";
import { connectionOf } from "../connectionOf.ts";
import type { Context } from "../Context.ts";
import { EXIT, type ExitCode } from "../ExitCode.ts";
import { homePorts } from "../homePorts.ts";
import { logGroupNames } from "../logGroupNames.ts";
import { problemNotes } from "../problemNotes.ts";
import { formatJson } from "../render/formatJson.ts";
import { takePart } from "../render/takePart.ts";
import { sessionGroups } from "../sessionGroups.ts";
import { settingsOf } from "../settingsOf.ts";
import { timeFlag } from "../timeFlag.ts";
import { withAws } from "../withAws.ts";
import { closing } from "../withStore.ts";
import { addTableFlags } from "./addTableFlags.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail reconcile`: re-read the sources, heal, and say how far that is true. */
export function addReconcile(program: Command, run: Run): void {
  const command = program
    .command("reconcile")
    .description(
      "re-read the log groups and ssm:DescribeSessions, take in what is lacking, and write down the gaps",
    )
    .option("--deep", "look for events that came up to 14 days late now, not once a day")
    .option(
      "--filter-pattern <pattern>",
      "the pattern of the deployed store's subscription filters on endpoints",
      PREFIX_PATTERN,
    )
    .option("--failures <bucket>", "a deployed store's bucket of refused deliveries")
    .option(
      "--session-log-groups <names>",
      "Session Manager's log groups, with commas; NAME* is a prefix (default: the one in the session preferences)",
      logGroupNames,
    )
    .option("--sagemaker-only", "the session log groups hold no other sessions")
    .addHelpText("after", HELP);
  addTableFlags(command);
  run(command, (context, _, own) =>
    withAws(context, (caller) => reconcileAll(context, caller, own)),
  );
}

const HELP = `
Without --since it goes on where the last run ended; with it, that time is read again. Every list says
afterwards how far it is complete. Exits 1 where something is lost or can't be read, 3 where not
everything could be asked. A deployed ssmtrail does this by itself every quarter of an hour.
${examplesText([
  "ssmtrail reconcile",
  "ssmtrail reconcile --since 2026-11-20 --until 2026-11-21",
  "ssmtrail reconcile --table ssmtrail-Table-ABC --failures ssmtrail-failedevents-abc --deep",
])}`;

async function reconcileAll(
  context: Context,
  { scope }: Caller,
  own: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const { flags, world } = context;
  if (typeof own.failures === "string" && typeof own.table !== "string")
    throw usageError("--failures goes with --table: on a laptop nothing is delivered");
  const connection = connectionOf(flags);
  const logs = await openLogReader(connection);
  const sessions = await openSessionLister(connection);
  const failures =
    typeof own.failures === "string" ? await openFailureStore(connection, own.failures) : null;
  try {
    const groups = await sessionGroups(context, sessions, own.sessionLogGroups);
    const report = await closing(await homePorts(context, own), (ports) =>
      reconcile(
        ports,
        { logs, sessions, failures, gunzip },
        {
          scope,
          settings: settingsOf(scope, groups, own.sagemakerOnly === true),
          patterns:
            typeof own.table === "string"
              ? { endpoint: String(own.filterPattern), session: "" }
              : null,
          range: rangeOf(context, world.now()),
          deep: own.deep === true,
          deadline: Infinity,
        },
      ),
    );
    await tell(context, report);
    return exitOf(report);
  } finally {
    for (const source of [logs, sessions, failures]) source?.close();
  }
}

function rangeOf({ flags }: Context, now: number): { from: number; to: number } | null {
  if (flags.since === undefined && flags.until === undefined) return null;
  if (flags.since === undefined) throw usageError("--until goes with --since");
  const from = timeFlag("since", flags.since, now);
  const to = flags.until === undefined ? now : timeFlag("until", flags.until, now);
  if (to < from) throw usageError("--until is before --since");
  return { from, to };
}

const exitOf = ({ problems, stuck }: ReconcileReport): ExitCode =>
  stuck > 0 ? EXIT.wrong : problems.length > 0 ? EXIT.unknown : EXIT.right;

async function tell(context: Context, report: ReconcileReport): Promise<void> {
  const { query, output } = context.flags;
  if (query !== undefined) await context.print(formatJson(takePart(report, query)));
  else if (output === "json" || output === "jsonl") await context.print(formatJson(report));
  for (const note of problemNotes(report.problems)) context.note(note);
  const { events, healed, logGroups, sessions, sessionsMissed, redriven, stuck } = report;
  context.note(
    `re-read ${events} log events of ${logGroups} log group(s), ${healed} of them were lacking and are taken in; ${sessions} session(s), ${sessionsMissed} unheard of`,
  );
  if (redriven + stuck > 0)
    context.note(`refused deliveries: ${redriven} put through, ${stuck} can't be read`);
  const { completeUpTo } = report;
  context.note(
    completeUpTo === null
      ? "completeness: unknown, since not everything could be re-read"
      : `complete up to ${new Date(completeUpTo.upTo).toISOString()}`,
  );
}
