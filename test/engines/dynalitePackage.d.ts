declare module "dynalite" {
  import type { Server } from "node:http";

  /** Without a path it keeps its tables in memory. */
  export default function dynalite(options: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
}
