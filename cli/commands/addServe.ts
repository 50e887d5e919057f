import { InvalidArgumentError, Option, type Command } from "commander";
import type { Context } from "../Context.ts";
import { EXIT } from "../ExitCode.ts";
import { serveHere } from "../serveHere.ts";
import { withStore } from "../withStore.ts";
import { examplesText } from "./examplesText.ts";
import type { Run } from "./Run.ts";

export const portOption = (): Option =>
  new Option("--port <port>", "port on 127.0.0.1 (default: any free one)").argParser((value) => {
    const port = /^[0-9]{1,5}$/.test(value) ? Number(value) : -1;
    if (port < 0 || port > 65_535) throw new InvalidArgumentError("give a number from 0 to 65535.");
    return port;
  });

/** `ssmtrail serve`: the query function for this machine's user. */
export function addServe(program: Command, run: Run): void {
  const command = program
    .command("serve")
    .description("answer questions over HTTP, on 127.0.0.1 only; a token is needed")
    .addOption(portOption())
    .option("--reveal", "let questions with reveal=true see secrets")
    .addHelpText("after", examplesText(["ssmtrail serve", "ssmtrail serve --port 8080"]));
  run(command, (context, _, own) =>
    withStore(context, async (ports) => {
      const port = typeof own.port === "number" ? own.port : 0;
      const { serving, url, token } = await serveHere(context, ports, {
        port,
        mayReveal: own.reveal === true,
      });
      await announce(context, url, token);
      await context.world.stopped();
      await serving.close();
      return EXIT.right;
    }),
  );
}

/** How to ask, on stdout: it is what was asked for. */
export async function announce(context: Context, url: string, token: string): Promise<void> {
  const { flags, print } = context;
  if (flags.output !== "table") await print(`${JSON.stringify({ url, token })}\n`);
  else await print(`${url}\ncurl -H 'Authorization: Bearer ${token}' '${url}/endpoints'\n`);
  context.note("on this machine only, until Ctrl-C; whoever has the token may ask");
}
