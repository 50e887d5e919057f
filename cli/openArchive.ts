import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { OpenArchive } from "../shared/app/Archive.ts";
import { folderArchive } from "../shared/archive/folderArchive.ts";
import { CliError, usageError } from "./CliError.ts";
import type { Context } from "./Context.ts";
import { EXIT } from "./ExitCode.ts";
import { archiveFolder } from "./laptopPorts.ts";

/** The archive that `--archive` names: a bucket, a folder, or the one beside the store. */
export async function openArchive(
  { world, flags }: Pick<Context, "world" | "flags">,
  store: string,
  told: unknown,
): Promise<OpenArchive> {
  const where = typeof told === "string" ? told : archiveFolder(store);
  if (where.startsWith("s3:")) return openBucket(flags, where);
  const folder = resolve(world.folder, where);
  if (!existsSync(folder))
    throw new CliError(
      EXIT.unknown,
      `there is no evidence archive in ${folder}: import evidence first, or name a folder or s3://BUCKET with --archive`,
    );
  return folderArchive(folder);
}

const BUCKET = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/;

async function openBucket(
  { region, profile, endpointUrl }: Context["flags"],
  where: string,
): Promise<OpenArchive> {
  const [, bucket] = BUCKET.exec(where) ?? [];
  if (bucket === undefined)
    throw usageError(`--archive ${JSON.stringify(where.slice(0, 80))} is no s3://BUCKET`);
  const { openS3Archive } = await import("../shared/archive/s3Archive.ts");
  return openS3Archive({
    bucket,
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl, forcePathStyle: true }),
  });
}
