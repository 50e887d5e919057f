import { Command, CommanderError } from "commander";
import { addArchive } from "./commands/addArchive.ts";
import { addCapture } from "./commands/addCapture.ts";
import { addConsole } from "./commands/addConsole.ts";
import { addCounts } from "./commands/addCounts.ts";
import { addImport } from "./commands/addImport.ts";
import { addKeeping } from "./commands/addKeeping.ts";
import { addLists } from "./commands/addLists.ts";
import { addOutput } from "./commands/addOutput.ts";
import { addPull } from "./commands/addPull.ts";
import { addReconcile } from "./commands/addReconcile.ts";
import { addRedrive } from "./commands/addRedrive.ts";
import { addReindex } from "./commands/addReindex.ts";
import { addReplay } from "./commands/addReplay.ts";
import { addServe } from "./commands/addServe.ts";
import { addShow } from "./commands/addShow.ts";
import { addStatus } from "./commands/addStatus.ts";
import { addStart } from "./commands/addStart.ts";
import { addTargets } from "./commands/addTargets.ts";
import { examplesText } from "./commands/examplesText.ts";
import type { Arguments, Run } from "./commands/Run.ts";
import { addGlobalFlags } from "./addGlobalFlags.ts";
import { EXIT, type ExitCode } from "./ExitCode.ts";
import type { Flags } from "./Flags.ts";
import { makeContext } from "./makeContext.ts";
import { presentable } from "./presentable.ts";
import { tellError } from "./tellError.ts";
import { version } from "./version.ts";
import type { World } from "./World.ts";

/** Runs the program with these arguments. */
export async function runProgram(args: readonly string[], world: World): Promise<ExitCode> {
  let exit: ExitCode = EXIT.right;
  const run: Run = (command, work) => {
    command.action(async (...given: unknown[]) => {
      const flags: Flags = command.optsWithGlobals();
      const context = makeContext(world, flags);
      try {
        exit = await work(context, argumentsOf(given), command.opts());
      } catch (error) {
        exit = tellError(context, error);
      }
    });
  };
  const program = makeProgram(run, world);
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end this way too.
    return error.exitCode === 0 ? EXIT.right : EXIT.usage;
  }
  return exit;
}

/** Commander hands over the arguments, then the flags, then the command. */
const argumentsOf = (given: readonly unknown[]): Arguments =>
  given.slice(0, -2).map((one) => {
    if (Array.isArray(one)) return one.map(String);
    return typeof one === "string" ? one : undefined;
  });

function makeProgram(run: Run, { stdout, stderr }: World): Command {
  const program = new Command("ssmtrail")
    .description(
      "Who ran what, in which container of a SageMaker endpoint opened through SSM, and is that all of it?",
    )
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help; `ssmtrail COMMAND --help` has examples")
    .helpCommand("help [command]", "print help for a command")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(presentable(text)),
    })
    .showHelpAfterError("(`ssmtrail --help` lists commands and flags)")
    .exitOverride()
    .addHelpText("after", HELP);
  addGlobalFlags(program);
  addStart(program, run);
  addImport(program, run);
  addTargets(program, run);
  addLists(program, run);
  addShow(program, run);
  addOutput(program, run);
  addReplay(program, run);
  addCounts(program, run);
  addCapture(program, run);
  addPull(program, run);
  addReconcile(program, run);
  addStatus(program, run);
  addRedrive(program, run);
  addReindex(program, run);
  addServe(program, run);
  addArchive(program, run);
  addKeeping(program, run);
  addConsole(program, run);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

const HELP = `
Data goes to stdout, notes go to stderr. The store is --store, else $SSMTRAIL_STORE, else
$XDG_DATA_HOME/ssmtrail, else ~/.ssmtrail.
Exit codes: 0 right, 1 wrong, unreadable or findings, 3 not known, 64 usage, 69 a source can't be reached.
${examplesText([
  "ssmtrail start --once",
  "ssmtrail import events.jsonl.gz --region eu-west-1",
  "ssmtrail targets churn-scorer",
  "ssmtrail commands --endpoint churn-scorer --since 7d",
  "ssmtrail show latest",
])}`;
