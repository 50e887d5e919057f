import type { Command } from "commander";
import type { OutputAnswer } from "../../shared/query/Answer.ts";
import { askStore } from "../askPages.ts";
import { usageError } from "../CliError.ts";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { harmless } from "../harmless.ts";
import { lookOf } from "../lookOf.ts";
import { formatJson, formatJsonLines } from "../render/formatJson.ts";
import { formatQueried } from "../render/formatQueried.ts";
import { takePart } from "../render/takePart.ts";
import { withStore } from "../withStore.ts";
import { givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail output SESSION COMMAND-ID`: what a command printed. */
export function addOutput(program: Command, run: Run): void {
  const command = program
    .command("output")
    .description("show what a command printed; control characters are shown as \\x1b and the like")
    .argument("<session>", "a session ID")
    .argument("<command-id>", "the command's `id`: see `ssmtrail show SESSION`")
    .addHelpText("after", examplesText(["ssmtrail output SESSION COMMAND-ID"]));
  run(command, (context, [session, id]) =>
    withStore(context, async (ports) => {
      if (typeof session !== "string" || typeof id !== "string")
        throw usageError("output needs a session ID and a command's id");
      const given = givenBy("output", { session, command: id }, context.flags, "output");
      // What `ask` answers follows from the question.
      const answer = (await askStore(ports, "output", given, ports.now())) as OutputAnswer;
      await print(context, answer);
      return EXIT.right;
    }),
  );
}

async function print({ flags, world, ...context }: Context, answer: OutputAnswer): Promise<void> {
  const { output, query } = flags;
  if (query !== undefined)
    return context.print(formatQueried(takePart(answer, query), output, lookOf(world, flags)));
  if (output === "json") return context.print(formatJson(answer));
  if (output === "jsonl") return context.print(formatJsonLines([answer]));
  const { head, omitted, tail } = answer;
  const between = omitted > 0 ? `\n… ${omitted} characters left out …\n` : "";
  const text = harmless(`${head}${between}${tail}`.replaceAll("\r\n", "\n"), "\n\t");
  if (text === "") return context.note("it printed nothing that was read");
  await context.print(text.endsWith("\n") ? text : `${text}\n`);
}
