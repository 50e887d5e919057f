import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Ports } from "../shared/app/Ports.ts";
import { readConsoleFiles } from "../shared/http/consoleFiles.ts";
import { serveConsole } from "../shared/http/serveConsole.ts";
import type { Serving } from "../shared/http/serveLoopback.ts";
import { CliError } from "./CliError.ts";
import type { Context } from "./Context.ts";
import { EXIT } from "./ExitCode.ts";
import { queryHere, toListenError } from "./serveHere.ts";

export interface ConsoleServing {
  readonly serving: Serving;
  /** Opens the console in a browser, once. */
  readonly link: string;
  /** Where questions are asked, by whoever has the token. */
  readonly url: string;
  readonly token: string;
}

/** The console and its query function on loopback. */
export async function consoleHere(
  context: Pick<Context, "note" | "flags">,
  ports: Ports,
  port: number,
): Promise<ConsoleServing> {
  const secret = (): string => randomBytes(32).toString("hex");
  const secrets = { entry: secret(), cookie: secret(), bearer: secret() };
  const files = readConsoleFiles(consoleFolder());
  const api = queryHere(context, ports, false);
  const serving = await serveConsole({ api, files, secrets, port }).catch(toListenError(port));
  const origin = `http://127.0.0.1:${serving.port}`;
  return {
    serving,
    link: `${origin}/enter?token=${secrets.entry}`,
    url: `${origin}/api`,
    token: secrets.bearer,
  };
}

/** Beside the bundle, in the repository as in the installed package. */
function consoleFolder(): string {
  const folder = join(fileURLToPath(new URL(".", import.meta.url)), "..", "console");
  if (existsSync(join(folder, "index.html"))) return folder;
  throw new CliError(EXIT.wrong, `${folder} is missing: run \`npm run build\`, or install again`);
}
