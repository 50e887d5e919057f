import type { Ports } from "../shared/app/Ports.ts";
import { tablePorts } from "../shared/aws/tablePorts.ts";
import { connectionOf } from "./connectionOf.ts";
import type { Context } from "./Context.ts";
import { laptopPorts } from "./laptopPorts.ts";
import { storeFolder } from "./storeFolder.ts";

/** The store that a command works on: a deployed one's table where it is named, else the laptop's. */
export const homePorts = ({ world, flags }: Context, table: unknown): Ports =>
  typeof table === "string"
    ? tablePorts(connectionOf(flags), table)
    : laptopPorts(storeFolder(world, flags.store));
