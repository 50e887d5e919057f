import { SingleBar } from "cli-progress";
import { InvalidArgumentError, type Command } from "commander";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseMinutes } from "../../shared/session/parseMinutes.ts";
import { LONGEST_SESSION_MINUTES } from "../../shared/session/window.ts";
import { UNKNOWN } from "../../shared/target/Scope.ts";
import type { Context } from "../Context.ts";
import { EXIT, type ExitCode } from "../ExitCode.ts";
import type { ImportOptions } from "../import/ImportOptions.ts";
import type { ImportReport } from "../import/ImportReport.ts";
import { importInputs, type Input } from "../import/importInputs.ts";
import { reportLines } from "../import/reportLines.ts";
import { logGroupNames } from "../logGroupNames.ts";
import { laptopPorts } from "../laptopPorts.ts";
import { partitionOf } from "../../shared/aws/partitionOf.ts";
import { formatJson } from "../render/formatJson.ts";
import { takePart } from "../render/takePart.ts";
import { storeFolder } from "../storeFolder.ts";
import { closing } from "../withStore.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail import FILE…`: evidence from files into the store. */
export function addImport(program: Command, run: Run): void {
  const command = program
    .command("import")
    .description("take evidence from files, plain or gzip, into the store; recognised by content")
    .argument("<file...>", "files, or - for what is piped in")
    .option(
      "--log-group <name>",
      "log group of `aws logs filter-log-events` or `get-log-events` output",
    )
    .option("--log-stream <name>", "log stream of `aws logs get-log-events` output")
    .option(
      "--session-log-groups <names>",
      "Session Manager's log groups, with commas; NAME* is a prefix (default: every group that is not SageMaker's)",
      logGroupNames,
    )
    .option(
      "--undeclared",
      "session log groups hold other sessions too: withhold what names no target",
    )
    .option(
      "--session-minutes <minutes>",
      "how long a session without a known end is taken to last (default: 1440, as long as one can)",
      minutes,
    )
    .addHelpText("after", HELP);
  run(command, (context, [files], own) =>
    importFiles(context, Array.isArray(files) ? files : [], own),
  );
}

const HELP = `
It takes
  - subscription events: {"awslogs":{"data":"…"}}, decoded data messages, Lambda failure objects
  - output of \`aws logs filter-log-events\` (with --log-group) and \`aws logs get-log-events\`
    (with --log-group and --log-stream); pages of one read belong into one file: cat page* | ssmtrail import -
  - CloudTrail records: log files, LookupEvents output, EventBridge events
  - output of \`aws ssm describe-sessions\`
one document or one a line. Importing a file again changes nothing. Exits 1 if something was unreadable.
${examplesText([
  "ssmtrail import events.jsonl.gz --region eu-west-1",
  "aws logs filter-log-events --log-group-name /aws/sagemaker/Endpoints/churn-scorer --output json |\n    ssmtrail import - --log-group /aws/sagemaker/Endpoints/churn-scorer --region eu-west-1 --account 111122223333",
])}`;

function minutes(value: string): number {
  const given = parseMinutes(value);
  if (given === undefined) throw new InvalidArgumentError("give minutes from 1 to 1440.");
  return given;
}

async function importFiles(
  context: Context,
  files: readonly string[],
  own: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const { world, flags } = context;
  const inputs = files.map((name): Input =>
    name === "-"
      ? { name: "standard input", from: world.stdin }
      : { name, from: resolve(world.folder, name) },
  );
  const options = optionsOf(context, own);
  const bar = startBar(context, inputs);
  const folder = storeFolder(world, flags.store);
  const report = await closing(laptopPorts(folder), (ports) =>
    importInputs(ports, options, inputs, (bytes) => bar?.increment(bytes)),
  ).finally(() => bar?.stop());
  await tell(context, report, folder);
  return report.problems.length > 0 || tookNothing(report) ? EXIT.wrong : EXIT.right;
}

/** Log events came, and every one was of a log group or stream that holds nothing about sessions. */
const tookNothing = ({ events, refused, trailRecords, sessions }: ImportReport): boolean =>
  events > 0 &&
  trailRecords + sessions === 0 &&
  refused.reduce((sum, one) => sum + one.events, 0) === events;

function optionsOf({ flags }: Context, own: Readonly<Record<string, unknown>>): ImportOptions {
  const region = flags.region ?? UNKNOWN;
  const { logGroup, logStream, sessionLogGroups, sessionMinutes } = own;
  return {
    region,
    partition: flags.partition ?? partitionOf(region),
    account: flags.account ?? null,
    logGroup: typeof logGroup === "string" ? logGroup : null,
    logStream: typeof logStream === "string" ? logStream : null,
    sessionLogGroups: Array.isArray(sessionLogGroups) ? sessionLogGroups.map(String) : null,
    declared: own.undeclared !== true,
    sessionMinutes: typeof sessionMinutes === "number" ? sessionMinutes : LONGEST_SESSION_MINUTES,
  };
}

/** On a terminal only; of a pipe nobody knows the length. */
function startBar({ world }: Context, inputs: readonly Input[]): SingleBar | undefined {
  if (world.stderr.isTTY !== true) return undefined;
  const total = inputs.reduce((sum, { from }) => sum + sizeOf(from), 0);
  if (total === 0) return undefined;
  const bar = new SingleBar({
    format: "importing {bar} {percentage}% of {total} bytes, {eta_formatted} left",
    stream: world.stderr,
    hideCursor: null,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}

const sizeOf = (from: Input["from"]): number =>
  typeof from === "string" ? (statSync(from, { throwIfNoEntry: false })?.size ?? 0) : 0;

async function tell(context: Context, report: ImportReport, folder: string): Promise<void> {
  const { query, output } = context.flags;
  if (query !== undefined) await context.print(formatJson(takePart(report, query)));
  else if (output === "json" || output === "jsonl") await context.print(formatJson(report));
  for (const line of reportLines(report)) context.note(line);
  if (context.flags.region === undefined && report.trailRecords + report.sessions > 0)
    context.note(
      "no --region was given: log events lie under region unknown, CloudTrail's records under their own, and the two do not meet; import the log events again with --region",
    );
  context.note(`the store is ${folder}`);
}
