import { SingleBar } from "cli-progress";
import type { Command } from "commander";
import { redrive, type RedriveOutcome } from "../../shared/app/whole/redrive.ts";
import { gunzip } from "../../shared/aws/gunzip.ts";
import type { Caller } from "../../shared/sources/openCaller.ts";
import { openFailureStore } from "../../shared/sources/openFailureStore.ts";
import { usageError } from "../CliError.ts";
import { connectionOf } from "../connectionOf.ts";
import type { Context } from "../Context.ts";
import { EXIT, type ExitCode } from "../ExitCode.ts";
import { homePorts } from "../homePorts.ts";
import { logGroupNames } from "../logGroupNames.ts";
import { lookOf } from "../lookOf.ts";
import type { Shape } from "../render/Column.ts";
import { formatJson, formatJsonLines } from "../render/formatJson.ts";
import { formatQueried } from "../render/formatQueried.ts";
import { formatCsv, formatText } from "../render/formatRows.ts";
import { formatTable } from "../render/formatTable.ts";
import { takePart } from "../render/takePart.ts";
import { settingsOf } from "../settingsOf.ts";
import { timeCell } from "../shapes/cells.ts";
import { withAws } from "../withAws.ts";
import { closing } from "../withStore.ts";
import { addTableFlags } from "./addTableFlags.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail redrive`: put refused deliveries through again. */
export function addRedrive(program: Command, run: Run): void {
  const command = program
    .command("redrive")
    .description("put deliveries through again that a function refused and Lambda kept in a bucket")
    .requiredOption("--failures <bucket>", "the bucket (`FailedEventsBucket` of the stack)")
    .option(
      "--session-log-groups <names>",
      "Session Manager's log groups, with commas; NAME* is a prefix",
      logGroupNames,
    )
    .option("--sagemaker-only", "the session log groups hold no other sessions")
    .option("--dry-run", "list what waits, and change nothing")
    .addHelpText("after", HELP);
  addTableFlags(command);
  run(command, (context, _, own) => withAws(context, (caller) => redriveAll(context, caller, own)));
}

const HELP = `
With --table, what is taken in leaves the bucket. Without it, they are taken into --store and the
bucket stays as it is: the deployed store still lacks them. What can't be read stays either way; exits 1.
${examplesText([
  "ssmtrail redrive --failures ssmtrail-failedevents-abc --dry-run",
  "ssmtrail redrive --failures ssmtrail-failedevents-abc --table ssmtrail-Table-ABC --session-log-groups /ssm/session-logs",
])}`;

async function redriveAll(
  context: Context,
  { scope }: Caller,
  own: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const { failures: bucket, table, dryRun, sessionLogGroups } = own;
  if (typeof bucket !== "string") throw usageError("redrive needs --failures BUCKET");
  const groups = Array.isArray(sessionLogGroups) ? sessionLogGroups.map(String) : [];
  const failures = await openFailureStore(connectionOf(context.flags), bucket);
  const bar = startBar(context, dryRun === true ? 0 : await countAll(failures));
  try {
    const { outcomes } = await closing(await homePorts(context, own), (ports) =>
      redrive(ports, failures, {
        settings: settingsOf(scope, groups, own.sagemakerOnly === true),
        gunzip,
        dryRun: dryRun === true,
        remove: typeof table === "string",
        runId: `redrive-${ports.secret().slice(0, 16)}`,
        mayGoOn: () => true,
        onOutcome: () => bar?.increment(),
      }),
    );
    bar?.stop();
    await tell(context, outcomes);
    return outcomes.some(({ result }) => result === "unreadable") ? EXIT.wrong : EXIT.right;
  } finally {
    bar?.stop();
    failures.close();
  }
}

async function countAll(failures: { listFailures(): AsyncIterable<unknown> }): Promise<number> {
  let count = 0;
  for await (const one of failures.listFailures()) if (one !== undefined) count++;
  return count;
}

function startBar({ world }: Context, total: number): SingleBar | undefined {
  if (world.stderr.isTTY !== true || total === 0) return undefined;
  const bar = new SingleBar({
    format: "{bar} {value}/{total} deliveries, {eta_formatted} left",
    stream: world.stderr,
    hideCursor: null,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}

const shape: Shape<RedriveOutcome> = {
  noun: "refused deliveries",
  columns: [
    { title: "refused (UTC)", yields: true, cell: ({ at }) => timeCell(at) },
    {
      title: "result",
      cell: ({ result }) => result,
      tone: ({ result }) => (result === "unreadable" ? "bad" : undefined),
    },
    {
      title: "events",
      right: true,
      cell: ({ events }) => (events === null ? "-" : String(events)),
    },
    {
      title: "held before",
      right: true,
      cell: ({ alreadyHeld }) => (alreadyHeld === null ? "-" : String(alreadyHeld)),
    },
    {
      title: "name",
      least: 20,
      cell: ({ name, why }) => (why === null ? name : `${name}: ${why}`),
    },
  ],
  fields: ["name", "at", "bytes", "result", "events", "alreadyHeld", "why"],
};

async function tell(context: Context, outcomes: readonly RedriveOutcome[]): Promise<void> {
  const { flags, world } = context;
  const text = format(context, outcomes, lookOf(world, flags));
  if (text !== "") await context.print(text);
  if (outcomes.length === 0) context.note("nothing waits there");
  const taken = outcomes.filter(({ result }) => result === "taken-in").length;
  const bad = outcomes.filter(({ result }) => result === "unreadable").length;
  if (taken + bad > 0) context.note(`${taken} taken in, ${bad} can't be read and stay`);
}

function format(
  { flags }: Context,
  outcomes: readonly RedriveOutcome[],
  look: ReturnType<typeof lookOf>,
): string {
  if (flags.query !== undefined)
    return formatQueried(takePart({ items: outcomes }, flags.query), flags.output, look);
  switch (flags.output) {
    case "json":
      return formatJson({ items: outcomes });
    case "jsonl":
      return formatJsonLines(outcomes);
    case "text":
      return formatText(outcomes, shape.fields);
    case "csv":
      return formatCsv(outcomes, shape.fields, true);
    case "table":
      return outcomes.length === 0 ? "" : formatTable(shape.columns, outcomes, look);
    default:
      return flags.output satisfies never;
  }
}
