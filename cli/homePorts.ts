import type { Ports } from "../shared/app/Ports.ts";
import { tablePorts } from "../shared/aws/tablePorts.ts";
import { connectionOf } from "./connectionOf.ts";
import type { Context } from "./Context.ts";
import { laptopPorts } from "./laptopPorts.ts";
import { openArchive } from "./openArchive.ts";
import { storeFolder } from "./storeFolder.ts";

/** The store that a command works on: a deployed one's table where it is named, else the laptop's. */
export async function homePorts(
  context: Context,
  own: Readonly<Record<string, unknown>>,
): Promise<Ports> {
  const { world, flags } = context;
  const { table, fragmentDays, commandDays, archiveBucket } = own;
  const folder = storeFolder(world, flags.store);
  if (typeof table !== "string") return laptopPorts(folder);
  const archive =
    typeof archiveBucket === "string"
      ? await openArchive(context, folder, `s3://${archiveBucket}`)
      : undefined;
  const retention = { fragmentDays: Number(fragmentDays), commandDays: Number(commandDays) };
  return tablePorts(connectionOf(flags), table, retention, archive);
}
