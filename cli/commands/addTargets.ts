import type { Command } from "commander";
import type { TargetAnswer } from "../../shared/query/Answer.ts";
import { askPages } from "../askPages.ts";
import { usageError } from "../CliError.ts";
import type { Context } from "../Context.ts";
import { EXIT, type ExitCode } from "../ExitCode.ts";
import { printList } from "../printList.ts";
import { targetShape } from "../shapes/shapes.ts";
import { askAws } from "../askAws.ts";
import { withStore } from "../withStore.ts";
import { givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail targets ENDPOINT`: which target ID do I connect to? */
export function addTargets(program: Command, run: Run): void {
  const command = program
    .command("targets")
    .description("list the target IDs of an endpoint, and how to open a session on them")
    .argument("<endpoint>", "the endpoint's name, in any case")
    .option("--all", "also what an endpoint update left behind")
    .option("--from-aws", "ask CloudWatch Logs now, with your AWS credentials; nothing is stored")
    .addHelpText(
      "after",
      examplesText([
        "ssmtrail targets churn-scorer",
        "ssmtrail targets churn-scorer --all --output json",
        "ssmtrail targets churn-scorer --from-aws --region eu-west-1 --profile dev",
      ]),
    );
  run(command, async (context, [endpoint], own) => {
    if (typeof endpoint !== "string") throw usageError("targets needs an endpoint's name");
    const all = own.all === true;
    if (own.fromAws === true) return fromAws(context, endpoint, all);
    return withStore(context, async (ports) => {
      const generation = all ? "all" : "current";
      const given = givenBy("targets", { endpoint, generation }, context.flags, "targets");
      const items: TargetAnswer[] = [];
      const pages = askPages<TargetAnswer>(ports, "targets", given, context.flags);
      await printList(context, targetShape, seen(pages, items));
      noteHowTo(context, items);
      return EXIT.right;
    });
  });
}

async function fromAws(context: Context, endpoint: string, all: boolean): Promise<ExitCode> {
  const { flags } = context;
  for (const flag of ["since", "until", "account"] as const)
    if (flags[flag] !== undefined) throw usageError(`targets --from-aws takes no --${flag}`);
  const answer = await askAws(context, endpoint, all);
  await printList(context, targetShape, onePage(answer));
  noteHowTo(context, answer.items);
  return EXIT.right;
}

async function* onePage<T>(page: T): AsyncGenerator<T> {
  yield await Promise.resolve(page);
}

async function* seen(
  pages: ReturnType<typeof askPages<TargetAnswer>>,
  items: TargetAnswer[],
): ReturnType<typeof askPages<TargetAnswer>> {
  for await (const page of pages) {
    items.push(...page.items);
    yield page;
  }
}

/** Below a table, the line to copy; other outputs carry it as a field. */
function noteHowTo({ flags, note }: Context, items: readonly TargetAnswer[]): void {
  const [first] = items.filter(({ generation }) => generation === "current");
  if (flags.output !== "table" || flags.query !== undefined || first === undefined) return;
  note(`to connect: ${first.startSession}`);
  if (items.some(({ generation }) => generation === "quiet"))
    note("quiet: nothing was heard of it since another instance came; it may serve all the same");
  if (items.some(({ known }) => known === "derived"))
    note(
      "derived: no line announced it; if the endpoint has a single container, leave out the container (`alternative` in --output json)",
    );
}
