import { InvalidArgumentError, Option, type Command } from "commander";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { Ports } from "../../shared/app/Ports.ts";
import type {
  CommandAnswer,
  FrameAnswer,
  Redacted,
  RedactionAnswer,
  ReplayAnswer,
} from "../../shared/query/Answer.ts";
import { asciicastLines, type CastRequest } from "../../shared/query/asciicast.ts";
import { askPages, askStore, type Given } from "../askPages.ts";
import { CliError, usageError } from "../CliError.ts";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { lookOf } from "../lookOf.ts";
import { redactionNotes } from "../missingNotes.ts";
import { playCast } from "../replay/playCast.ts";
import { withStore } from "../withStore.ts";
import { addQuestionFlags, givenBy } from "./addQuestion.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail replay SESSION`: plays it here, or writes it as an asciicast for a player. */
export function addReplay(program: Command, run: Run): void {
  const command = program
    .command("replay")
    .description("play a session's text again, with a mark for each command; or write an asciicast")
    .argument("<session>", "a session ID")
    .addOption(positive("--speed <times>", "how many times faster").default(1))
    .addOption(positive("--idle <seconds>", "longest pause").default(2))
    .addOption(positive("--from <command>", "begin at this command, counted from 1").default(1))
    .option("--step", "stop after each command until Enter is pressed; q ends")
    .addOption(
      new Option("--asciicast <version>", "write an asciicast instead of playing").choices([
        "2",
        "3",
      ]),
    )
    .addHelpText(
      "after",
      `\nTimes are those of log events, not of keystrokes. Titles, cursor moves and other control
sequences are left out on a terminal: text from a log must not command it. A player shows them:
\`--asciicast 2 > session.cast\`.\n${examplesText([
        "ssmtrail replay SESSION --speed 4",
        "ssmtrail replay SESSION --step --from 3",
        "ssmtrail replay SESSION --asciicast 2 > session.cast",
      ])}`,
    );
  addQuestionFlags(command, "replay", ["session"]);
  run(command, (context, [session], own) =>
    withStore(context, async (ports) => {
      if (typeof session !== "string") throw usageError("replay needs a session ID");
      const given = givenBy("replay", { ...own, session }, context.flags, "replay");
      const { cast, redaction } = await gather(ports, context, given, session);
      for (const note of redactionNotes(redaction)) context.note(note);
      if (own.asciicast === undefined) await play(context, cast, own);
      else
        for (const line of asciicastLines({ ...cast, version: own.asciicast === "3" ? 3 : 2 }))
          await context.print(`${line}\n`);
      return EXIT.right;
    }),
  );
}

const positive = (flags: string, about: string): Option =>
  new Option(flags, about).argParser((value) => {
    const number = /^[0-9]{1,6}(\.[0-9]{1,3})?$/.test(value) ? Number(value) : 0;
    if (number <= 0) throw new InvalidArgumentError("give a number above 0.");
    return number;
  });

async function gather(
  ports: Ports,
  { flags }: Context,
  given: Given,
  session: string,
): Promise<{ readonly cast: Omit<CastRequest, "version">; readonly redaction: RedactionAnswer }> {
  const frames: FrameAnswer[] = [];
  let page: Redacted<ReplayAnswer> | undefined;
  let secrets = 0;
  do {
    const nextToken = page?.nextToken ?? undefined;
    const asked = { ...given, maxResults: "1000", nextToken };
    // What `ask` answers follows from the question.
    page = (await askStore(ports, "replay", asked, ports.now())) as Redacted<ReplayAnswer>;
    frames.push(...page.items);
    secrets += page.redaction.secrets;
  } while (page.nextToken !== null);
  if (frames.length === 0)
    throw new CliError(
      EXIT.unknown,
      `no text of ${session} is held: \`ssmtrail show ${session}\` says what is known of it`,
    );
  const commands = new Map<string, CommandAnswer>();
  const all = { ...flags, maxItems: Infinity };
  for await (const { items } of askPages<CommandAnswer>(ports, "commands", given, all))
    for (const command of items) commands.set(command.id, command);
  return {
    cast: { title: session, form: page.form, frames, commands },
    redaction: { redacted: page.redaction.redacted, secrets },
  };
}

async function play(
  context: Context,
  cast: Omit<CastRequest, "version">,
  own: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { world, flags, print, note } = context;
  const number = (name: string): number => (typeof own[name] === "number" ? own[name] : 1);
  const lines = own.step === true ? stepper(context) : null;
  const passed = await playCast(asciicastLines({ ...cast, version: 2 }), {
    speed: number("speed"),
    idle: number("idle"),
    from: number("from"),
    color: lookOf(world, flags).color,
    step: lines === null ? null : () => lines.next(),
    print,
    pause: (ms) => pause(ms),
  });
  lines?.close();
  await print("\n");
  note(`${passed} of ${cast.commands.size} commands were played`);
}

function stepper({ world }: Context): { next(): Promise<boolean>; close(): void } {
  const reader = createInterface({ input: world.stdin });
  const lines = reader[Symbol.asyncIterator]();
  return {
    next: async () => {
      const line = await lines.next();
      return line.done !== true && line.value.trim() !== "q";
    },
    close: () => reader.close(),
  };
}
