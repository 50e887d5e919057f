import type { Command } from "commander";
import type { Ports } from "../../shared/app/Ports.ts";
import type { CommandAnswer, OutputAnswer, Redacted } from "../../shared/query/Answer.ts";
import { askPages, askStore, type Given } from "../askPages.ts";
import { CliError, usageError } from "../CliError.ts";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { harmless } from "../../shared/terminal/harmless.ts";
import { lookOf } from "../lookOf.ts";
import { redactionNotes } from "../missingNotes.ts";
import { formatJson, formatJsonLines } from "../render/formatJson.ts";
import { formatQueried } from "../render/formatQueried.ts";
import { takePart } from "../render/takePart.ts";
import { withStore } from "../withStore.ts";
import { addQuestionFlags, givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail output SESSION COMMAND`, or `output COMMAND-ID` for text of no one session. */
export function addOutput(program: Command, run: Run): void {
  const command = program
    .command("output")
    .description("show what a command printed; control characters are shown as \\x1b and the like")
    .argument(
      "<session>",
      "a session ID; left out where the command belongs to none, or to several",
    )
    .argument("[command]", "the command's number in `ssmtrail show SESSION`, or its `id`")
    .addHelpText(
      "after",
      examplesText([
        "ssmtrail output SESSION 3",
        "ssmtrail commands --output json --query 'items[?link==`none`].id'",
        "ssmtrail output COMMAND-ID",
      ]),
    );
  addQuestionFlags(command, "output", ["session", "command"]);
  run(command, (context, [first, second], own) =>
    withStore(context, async (ports) => {
      const [session, id] = second === undefined ? [undefined, first] : [first, second];
      if (typeof id !== "string" || Array.isArray(session))
        throw usageError("output needs a session ID and a command's number, or a command's id");
      if (session === undefined && !id.includes("+"))
        throw usageError(
          "output needs the command too: its number in `ssmtrail show SESSION`, or its id",
        );
      const scope = givenBy("output", { ...own, session }, context.flags, "output");
      const command = NUMBER.test(id) ? await idOf(ports, context, scope, Number(id)) : id;
      const given = { ...scope, command };
      // What `ask` answers follows from the question.
      const answer = (await askStore(
        ports,
        "output",
        given,
        ports.now(),
      )) as Redacted<OutputAnswer>;
      await print(context, answer);
      if (context.flags.output !== "json")
        for (const note of redactionNotes(answer.redaction)) context.note(note);
      return EXIT.right;
    }),
  );
}

const NUMBER = /^[0-9]{1,6}$/;

/** The ID of a session's n-th command, as `show` counts them. */
async function idOf(
  ports: Ports,
  { flags }: Context,
  given: Given,
  number: number,
): Promise<string> {
  const ids: string[] = [];
  const all = { ...flags, maxItems: Infinity };
  for await (const { items } of askPages<CommandAnswer>(ports, "commands", given, all))
    ids.push(...items.map(({ id }) => id));
  const id = ids[ids.length - number];
  if (id !== undefined) return id;
  throw new CliError(
    EXIT.unknown,
    `${String(given.session)} has no command ${number}: \`ssmtrail show\` lists its ${ids.length}`,
  );
}

async function print({ flags, world, ...context }: Context, answer: OutputAnswer): Promise<void> {
  const { output, query } = flags;
  if (query !== undefined)
    return context.print(formatQueried(takePart(answer, query), output, lookOf(world, flags)));
  if (output === "json") return context.print(formatJson(answer));
  if (output === "jsonl") return context.print(formatJsonLines([answer]));
  const { head, omitted, tail } = answer;
  const between = omitted > 0 ? `\n… ${omitted} bytes left out …\n` : "";
  const text = harmless(`${head}${between}${tail}`.replaceAll("\r\n", "\n"), "\n\t");
  if (text === "") return context.note("it printed nothing that was read");
  await context.print(text.endsWith("\n") ? text : `${text}\n`);
}
