import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { Ports } from "../../shared/app/Ports.ts";
import { CliError } from "../CliError.ts";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { laptopPorts } from "../laptopPorts.ts";
import { loadExamples } from "../loadExamples.ts";
import { consoleHere } from "../consoleHere.ts";
import { closing } from "../withStore.ts";
import { headlines } from "../headlines.ts";
import { announceConsole } from "./addConsole.ts";
import { portOption } from "./addServe.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** As `examples/README.md` says of the recorded evidence. */
const EXAMPLES = {
  partition: "aws",
  region: "eu-west-1",
  sessionLogGroups: ["/ssm/session-logs"],
  declaredLogGroups: ["/ssm/session-logs"],
};

const DEMO = ".ssmtrail/demo";

/** `ssmtrail start`: from nothing to answers, with the recorded evidence. */
export function addStart(program: Command, run: Run): void {
  const command = program
    .command("start")
    .description(
      "take in the recorded evidence, answer the two headline questions, and serve the console",
    )
    .option("--once", "answer and exit")
    .addOption(portOption())
    .addHelpText(
      "after",
      `\nThe store is ${DEMO} in the current folder, unless --store names another.\n${examplesText(["ssmtrail start --once", "ssmtrail start --port 8080"])}`,
    );
  run(command, (context, _, own) => {
    const told = context.flags.store;
    const folder = resolve(context.world.folder, told ?? DEMO);
    return closing(laptopPorts(folder), async (ports) => {
      const loaded = await loadExamples(ports, EXAMPLES, examplesFolder());
      context.note(
        `took in ${loaded.subscriptionEvents} subscription events with ${loaded.logEvents} log events, and ${loaded.trailRecords} CloudTrail records, into ${folder}`,
      );
      const port = typeof own.port === "number" ? own.port : 0;
      await answerAndServe(context, ports, { port, once: own.once === true, store: told ?? DEMO });
      return EXIT.right;
    });
  });
}

async function answerAndServe(
  context: Context,
  ports: Ports,
  { port, once, store }: { readonly port: number; readonly once: boolean; readonly store: string },
): Promise<void> {
  const served = await consoleHere(context, ports, port);
  try {
    await headlines(context, { url: served.url, token: served.token, store });
    if (once) return;
    await announceConsole(context, served);
    await context.world.stopped();
  } finally {
    await served.serving.close();
  }
}

/** Beside the bundle, in the repository as in the installed package. */
function examplesFolder(): string {
  const folder = join(fileURLToPath(new URL(".", import.meta.url)), "..", "..", "examples");
  if (existsSync(folder)) return folder;
  throw new CliError(EXIT.wrong, `${folder} is missing: install ssmtrail again`);
}
