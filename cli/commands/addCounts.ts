import type { Command } from "commander";
import type { CountsAnswer, Redacted } from "../../shared/query/Answer.ts";
import { askStore } from "../askPages.ts";
import { EXIT } from "../ExitCode.ts";
import { lookOf } from "../lookOf.ts";
import { lackNotes } from "../missingNotes.ts";
import type { Column } from "../render/Column.ts";
import { formatJson, formatJsonLines } from "../render/formatJson.ts";
import { formatQueried } from "../render/formatQueried.ts";
import { formatCsv, formatText } from "../render/formatRows.ts";
import { formatTable } from "../render/formatTable.ts";
import { takePart } from "../render/takePart.ts";
import type { Context } from "../Context.ts";
import { withStore } from "../withStore.ts";
import { addQuestionFlags, givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail counts`: sessions and commands a day. */
export function addCounts(program: Command, run: Run): void {
  const command = program.command("counts").description("count sessions and commands a day (UTC)");
  addQuestionFlags(command, "counts", []);
  command.addHelpText(
    "after",
    examplesText([
      "ssmtrail counts --since 30d",
      "ssmtrail counts --endpoint churn-scorer --output csv",
    ]),
  );
  run(command, (context, _, own) =>
    withStore(context, async (ports) => {
      const given = givenBy("counts", own, context.flags, "counts");
      // What `ask` answers follows from the question.
      const answer = (await askStore(
        ports,
        "counts",
        given,
        ports.now(),
      )) as Redacted<CountsAnswer>;
      const text = format(context, answer);
      if (text !== "") await context.print(text);
      if (context.flags.output !== "json") noteLacks(context, answer);
      return EXIT.right;
    }),
  );
}

type Day = CountsAnswer["days"][number];

const COLUMNS: readonly Column<Day>[] = [
  { title: "day (UTC)", cell: ({ day }) => day },
  { title: "sessions", cell: ({ sessions }) => String(sessions), right: true },
  { title: "commands", cell: ({ commands }) => String(commands), right: true },
];
const FIELDS = ["day", "sessions", "commands"];

function format({ world, flags }: Context, answer: CountsAnswer): string {
  const { output, query } = flags;
  const look = lookOf(world, flags);
  if (query !== undefined) return formatQueried(takePart(answer, query), output, look);
  switch (output) {
    case "json":
      return formatJson(answer);
    case "jsonl":
      return formatJsonLines(answer.days);
    case "text":
      return formatText(answer.days, FIELDS);
    case "csv":
      return formatCsv(answer.days, FIELDS, true);
    case "table":
      return answer.days.length === 0 ? "" : formatTable(COLUMNS, answer.days, look);
    default:
      return output satisfies never;
  }
}

function noteLacks({ note }: Context, { days, atLeast, missing }: CountsAnswer): void {
  if (days.length === 0) note("no sessions match");
  if (atLeast) note("at least: more sessions match than were counted; narrow --since and --until");
  for (const lack of lackNotes(missing)) note(lack);
}
