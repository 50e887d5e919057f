import type { Command } from "commander";
import { consoleHere, type ConsoleServing } from "../consoleHere.ts";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { withStore } from "../withStore.ts";
import { portOption } from "./addServe.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

/** `ssmtrail console`: look instead of read. */
export function addConsole(program: Command, run: Run): void {
  const command = program
    .command("console")
    .description("serve the console, on 127.0.0.1 only; the link that is printed opens it once")
    .addOption(portOption())
    .addHelpText("after", examplesText(["ssmtrail console", "ssmtrail console --port 8080"]));
  run(command, (context, _, own) =>
    withStore(context, async (ports) => {
      const port = typeof own.port === "number" ? own.port : 0;
      const served = await consoleHere(context, ports, port);
      await announceConsole(context, served);
      await context.world.stopped();
      await served.serving.close();
      return EXIT.right;
    }),
  );
}

/** How to open it, on stdout: it is what was asked for. */
export async function announceConsole(
  { flags, print, note }: Context,
  { link, url, token }: ConsoleServing,
): Promise<void> {
  if (flags.output !== "table") await print(`${JSON.stringify({ link, url, token })}\n`);
  else
    await print(
      `Open the console: ${link}\nAsk by program:   curl -H 'Authorization: Bearer ${token}' '${url}/endpoints'\n`,
    );
  note("on this machine only, until Ctrl-C; the link opens the console in one browser, once");
}
