import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** The console's files by their path in the URL. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

export interface ConsoleFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** What the build made, all of it in memory: under a megabyte. Throws where the folder is missing. */
export function readConsoleFiles(folder: string): ConsoleFiles {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(
    names.flatMap((name) => {
      const type = TYPES[extname(name)];
      if (type === undefined) return [];
      const body = new Uint8Array(readFileSync(join(folder, name)));
      return [[`/${name.replaceAll("\\", "/")}`, { type, body }] as const];
    }),
  );
}
