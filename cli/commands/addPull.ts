import type { Command } from "commander";
import { pull, type PullReport } from "../../shared/app/whole/pull.ts";
import { openLogReader } from "../../shared/cloudwatch/openLogReader.ts";
import type { Caller } from "../../shared/sources/openCaller.ts";
import { openSessionLister } from "../../shared/sources/openSessionLister.ts";
import { openTrailReader } from "../../shared/sources/openTrailReader.ts";
import { isName } from "../../shared/target/isName.ts";
import { usageError } from "../CliError.ts";
import { connectionOf } from "../connectionOf.ts";
import type { Context } from "../Context.ts";
import { EXIT, type ExitCode } from "../ExitCode.ts";
import { laptopPorts } from "../laptopPorts.ts";
import { logGroupNames } from "../logGroupNames.ts";
import { groupBar } from "../progressBar.ts";
import { problemNotes } from "../problemNotes.ts";
import { formatJson } from "../render/formatJson.ts";
import { takePart } from "../render/takePart.ts";
import { sessionGroups } from "../sessionGroups.ts";
import { settingsOf } from "../settingsOf.ts";
import { storeFolder } from "../storeFolder.ts";
import { timeFlag } from "../timeFlag.ts";
import { withAws } from "../withAws.ts";
import { closing } from "../withStore.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail pull`: an account's evidence into the store, with the caller's own credentials. */
export function addPull(program: Command, run: Run): void {
  const command = program
    .command("pull")
    .description(
      "bring evidence from AWS into the store, with your credentials; begun again, it goes on",
    )
    .argument("[endpoint...]", "endpoints by name (default: all)")
    .option(
      "--session-log-groups <names>",
      "Session Manager's log groups, with commas; NAME* is a prefix (default: the one in the session preferences)",
      logGroupNames,
    )
    .option(
      "--sagemaker-only",
      "the session log groups hold no sessions of EC2, ECS or on-premises: withhold nothing",
    )
    .addHelpText("after", HELP);
  run(command, (context, [endpoints], own) =>
    withAws(context, (caller) =>
      pullAll(context, caller, Array.isArray(endpoints) ? endpoints.map(String) : [], own),
    ),
  );
}

const HELP = `
It reads CloudWatch Logs (the endpoints' /ssm streams and the session log groups), CloudTrail's event
history (90 days) and ssm:DescribeSessions (30 days), since --since, 7d unless told. It needs
logs:DescribeLogGroups, logs:DescribeLogStreams, logs:FilterLogEvents, cloudtrail:LookupEvents,
ssm:DescribeSessions and ssm:GetDocument; without one of them the rest is pulled, and it exits 3.
${examplesText([
  "ssmtrail pull --region eu-west-1 --profile dev",
  "ssmtrail pull churn-scorer --since 30d",
  "ssmtrail pull --session-log-groups /ssm/session-logs --sagemaker-only",
])}`;

async function pullAll(
  context: Context,
  { scope }: Caller,
  endpoints: readonly string[],
  own: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const { world, flags } = context;
  for (const name of endpoints)
    if (!isName(name))
      throw usageError(
        `${JSON.stringify(name.slice(0, 70))} is no endpoint's name: letters, digits and hyphens, at most 63`,
      );
  if (flags.until !== undefined) throw usageError("pull takes no --until: it reads up to now");
  const since = timeFlag("since", flags.since ?? "7d", world.now());
  const connection = connectionOf(flags);
  const [logs, sessions, trail] = await Promise.all([
    openLogReader(connection),
    openSessionLister(connection),
    openTrailReader(connection),
  ]);
  const bar = groupBar(context);
  const folder = storeFolder(world, flags.store);
  try {
    const groups = await sessionGroups(context, sessions, own.sessionLogGroups);
    const report = await closing(laptopPorts(folder), (ports) =>
      pull(
        ports,
        { logs, sessions, trail },
        {
          scope,
          settings: settingsOf(scope, groups, own.sagemakerOnly === true),
          endpoints: endpoints.length === 0 ? null : endpoints,
          since,
          onGroups: (names) => bar?.start(names),
          onProgress: (progress) => bar?.at(progress),
          onGroupDone: () => bar?.done(),
        },
      ),
    );
    bar?.stop();
    await tell(context, report, folder, endpoints);
    return exitOf(report, endpoints);
  } finally {
    bar?.stop();
    for (const source of [logs, sessions, trail]) source.close();
  }
}

/** An endpoint that was asked for by name and has no log group is not what was meant. */
function exitOf(report: PullReport, endpoints: readonly string[]): ExitCode {
  if (report.nothing) return EXIT.unreachable;
  if (report.problems.length > 0) return EXIT.unknown;
  return endpoints.length > 0 && report.logGroups + report.withoutSsm.length === 0
    ? EXIT.wrong
    : EXIT.right;
}

async function tell(
  context: Context,
  report: PullReport,
  folder: string,
  endpoints: readonly string[],
): Promise<void> {
  const { query, output } = context.flags;
  if (query !== undefined) await context.print(formatJson(takePart(report, query)));
  else if (output === "json" || output === "jsonl") await context.print(formatJson(report));
  for (const note of problemNotes(report.problems)) context.note(note);
  const { logGroups, withoutSsm, events, taken, trailRecords, sessions } = report;
  if (endpoints.length > 0 && logGroups + withoutSsm.length === 0)
    context.note(
      `no log group of ${endpoints.join(", ")} in this account and region: check the name, --region and --profile`,
    );
  if (withoutSsm.length > 0)
    context.note(
      `${withoutSsm.length} endpoint log group(s) without a /ssm stream: those endpoints were never opened through SSM`,
    );
  context.note(
    `pulled ${events} log events (${taken} new) of ${logGroups} log group(s), ${trailRecords} CloudTrail record(s), ${sessions} session(s) that the service knows`,
  );
  context.note(
    `the store is ${folder}; next: \`ssmtrail endpoints\`, \`ssmtrail targets ENDPOINT\`, \`ssmtrail commands\``,
  );
}
