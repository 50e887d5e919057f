import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { CliError } from "./CliError.ts";
import { EXIT } from "./ExitCode.ts";
import type { World } from "./World.ts";

type Place = Pick<World, "env" | "folder" | "home">;

/** Where evidence is kept, unless told: beside other programs' data, or in the home folder. */
export function storeFolder({ env, folder, home }: Place, told: string | undefined): string {
  if (told !== undefined && told !== "") return resolve(folder, told);
  const data = env.XDG_DATA_HOME;
  return data === undefined || data === "" ? join(home, ".ssmtrail") : join(data, "ssmtrail");
}

/** The folder of a store that exists: a question must not make an empty one. */
export function existingStore(place: Place, told: string | undefined): string {
  const folder = storeFolder(place, told);
  if (existsSync(join(folder, "ssmtrail.db"))) return folder;
  throw new CliError(
    EXIT.unknown,
    `nothing was imported into ${folder} yet: run \`ssmtrail import FILE…\`, try \`ssmtrail start\`, or name another folder with --store`,
  );
}
