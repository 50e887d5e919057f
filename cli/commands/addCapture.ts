import type { Command } from "commander";
import type { UnrecognisedAnswer } from "../../shared/query/Answer.ts";
import { anonymiser, type KnownNames } from "../anonymise.ts";
import { askPages } from "../askPages.ts";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { missingNotes } from "../missingNotes.ts";
import { formatJson, formatJsonLines } from "../render/formatJson.ts";
import { takePart } from "../render/takePart.ts";
import { withStore } from "../withStore.ts";
import { addQuestionFlags, givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail capture`: lines nobody has seen yet, made fit to be shared. */
export function addCapture(program: Command, run: Run): void {
  const command = program
    .command("capture")
    .description(
      "print an anonymised sample of unrecognised lines, one JSON object a line, to be shared",
    );
  // What is to be shared is redacted first, whoever asks.
  addQuestionFlags(command, "unrecognised", ["reveal"]);
  command.addHelpText(
    "after",
    examplesText(["ssmtrail capture > sample.jsonl", "ssmtrail capture --max-items 10 --since 7d"]),
  );
  run(command, (context, _, own) =>
    withStore(context, async (ports) => {
      const given = givenBy("unrecognised", own, context.flags, "capture");
      const lines: UnrecognisedAnswer[] = [];
      const pages = askPages<UnrecognisedAnswer>(ports, "unrecognised", given, context.flags);
      for await (const page of pages) {
        lines.push(...page.items);
        if (page.nextToken !== null && lines.length >= context.flags.maxItems)
          for (const note of missingNotes(page)) context.note(note);
      }
      await print(context, lines);
      return EXIT.right;
    }),
  );
}

async function print(context: Context, lines: readonly UnrecognisedAnswer[]): Promise<void> {
  const { replace, replaced } = anonymiser(namesIn(lines));
  const sample = lines.map(({ reason, line, cut }) => ({ reason, line: replace(line), cut }));
  const { query, output } = context.flags;
  if (query !== undefined) await context.print(formatJson(takePart(sample, query)));
  else await context.print(output === "json" ? formatJson(sample) : formatJsonLines(sample));
  if (sample.length === 0) return context.note("no unrecognised lines match: nothing to share");
  const kinds = [...replaced()].map(([kind, count]) => `${kind} (${count})`);
  context.note(`replaced: ${kinds.join(", ") || "nothing"}`);
  context.note("read every line before you share it: a secret that looks like a word stays");
}

/** What the evidence itself says that is a name. */
function namesIn(lines: readonly UnrecognisedAnswer[]): KnownNames {
  const streams = lines.map(({ evidence }) => (evidence.logStream ?? "").split("/"));
  return {
    endpoint: lines.flatMap(({ endpoint }) => endpoint ?? []),
    variant: streams.flatMap(([variant]) => variant ?? []),
    container: lines.flatMap(({ container }) => container ?? []),
  };
}
