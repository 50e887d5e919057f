import type { Command } from "commander";
import type {
  CommandAnswer,
  DoubtfulAnswer,
  FindingAnswer,
  ListAnswer,
  Redacted,
  RedactionAnswer,
  SessionAnswer,
  SessionDetail,
} from "../../shared/query/Answer.ts";
import { NOTHING_MISSING } from "../../shared/query/nothingMissing.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { askPages, askStore, type Given } from "../askPages.ts";
import { CliError, usageError } from "../CliError.ts";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { lookOf } from "../lookOf.ts";
import { mergePages } from "../mergePages.ts";
import { lackNotes, redactionNotes } from "../missingNotes.ts";
import { formatJson, formatJsonLines } from "../render/formatJson.ts";
import { formatQueried } from "../render/formatQueried.ts";
import { takePart } from "../render/takePart.ts";
import { sessionReport, type WholeSession } from "../shapes/sessionReport.ts";
import { withStore } from "../withStore.ts";
import { addQuestionFlags, givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail show SESSION`: all that is known of one session. */
export function addShow(program: Command, run: Run): void {
  const command = program
    .command("show")
    .description("show one session: who, where, when, its evidence, findings and commands")
    .argument("<session>", "a session ID, or `latest`")
    .addHelpText(
      "after",
      examplesText(["ssmtrail show latest", "ssmtrail show SESSION --output json"]),
    );
  addQuestionFlags(command, "session", ["session"]);
  run(command, (context, [asked], own) =>
    withStore(context, async (ports) => {
      if (typeof asked !== "string") throw usageError("show needs a session ID, or `latest`");
      const scope = givenBy("session", own, context.flags, "show");
      const session = asked === "latest" ? await latest(ports, context, scope) : asked;
      await print(context, await gather(ports, context, { ...scope, session }));
      return EXIT.right;
    }),
  );
}

async function latest(ports: Ports, { flags }: Context, scope: Given): Promise<string> {
  const pages = askPages<SessionAnswer>(ports, "sessions", scope, { ...flags, maxItems: 1 });
  for await (const { items } of pages) if (items[0] !== undefined) return items[0].session;
  throw new CliError(EXIT.unknown, "no session is known: import evidence of one");
}

async function gather(ports: Ports, { flags }: Context, given: Given): Promise<WholeSession> {
  // What `ask` answers follows from the question.
  const session = (await askStore(ports, "session", given, ports.now())) as Redacted<SessionDetail>;
  const commands = await whole(askPages<CommandAnswer>(ports, "commands", given, flags));
  const findings = await whole(askPages<FindingAnswer>(ports, "findings", given, flags));
  const doubtful = await whole(askPages<DoubtfulAnswer>(ports, "doubtful", given, flags));
  return { session, commands, doubtful, findings };
}

async function whole<T>(
  pages: AsyncIterable<Redacted<ListAnswer<T>>>,
): Promise<Redacted<ListAnswer<T>>> {
  let all: Redacted<ListAnswer<T>> | undefined;
  for await (const page of pages) all = all === undefined ? page : mergePages(all, page);
  return (
    all ?? {
      items: [],
      nextToken: null,
      missing: NOTHING_MISSING,
      redaction: { redacted: true, secrets: 0 },
    }
  );
}

const redactionOf = ({ session, commands, doubtful, findings }: WholeSession): RedactionAnswer => ({
  redacted: session.redaction.redacted,
  secrets: [session, commands, doubtful, findings].reduce(
    (sum, { redaction }) => sum + redaction.secrets,
    0,
  ),
});

async function print(context: Context, answer: WholeSession): Promise<void> {
  const { flags, world } = context;
  const look = lookOf(world, flags);
  if (flags.query !== undefined)
    return context.print(formatQueried(takePart(answer, flags.query), flags.output, look));
  if (flags.output === "json") return context.print(formatJson(answer));
  if (flags.output === "jsonl") return context.print(formatJsonLines([answer]));
  if (flags.output !== "table")
    throw usageError(
      `show has no --output ${flags.output}: take table or json, or \`ssmtrail commands --session\``,
    );
  await context.print(sessionReport(answer, look));
  if (answer.commands.nextToken !== null)
    context.note("more commands remain: repeat with --max-items all");
  if (answer.doubtful.nextToken !== null)
    context.note("more doubtful lines remain: repeat with --max-items all");
  for (const note of redactionNotes(redactionOf(answer))) context.note(note);
  for (const note of lackNotes(answer.commands.missing)) context.note(note);
}
