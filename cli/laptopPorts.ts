import { join } from "node:path";
import type { Ports } from "../shared/app/Ports.ts";
import { folderArchive } from "../shared/archive/folderArchive.ts";
import { nodePorts } from "../shared/node/nodePorts.ts";
import { sqliteTable } from "../shared/store/sqlite/sqliteTable.ts";
import { tableStore } from "../shared/store/tableStore.ts";

/** The world as a laptop has it: Node's, around SQLite and an archive in `folder`. */
export const laptopPorts = (folder: string): Ports =>
  nodePorts(tableStore(sqliteTable(folder), 1), folderArchive(archiveFolder(folder)));

export const archiveFolder = (folder: string): string => join(folder, "archive");
