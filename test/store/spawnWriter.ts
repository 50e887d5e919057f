import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

/** Bundles `writer.ts` for Node, beside the project's packages. */
export function bundleWriter(): string {
  const outfile = join("dist", "run", `storeWriter-${process.pid}.mjs`);
  const options = ["--bundle", "--platform=node", "--format=esm", "--packages=external"];
  execFileSync(join("node_modules", ".bin", "esbuild"), [
    join("test", "store", "writer.ts"),
    ...options,
    `--outfile=${outfile}`,
    "--log-level=warning",
  ]);
  return outfile;
}

export interface Writer {
  readonly child: ChildProcess;
  /** The lines it has said so far. */
  said(): string[];
  /** Its exit code and what it complained of; null if a signal ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly complaint: string }>;
}

export function spawnWriter(bundle: string, ...args: string[]): Writer {
  const child = spawn(process.execPath, [bundle, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let [out, complaint] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const ended = new Promise<{ code: number | null; complaint: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, complaint }));
  });
  // A line that was cut by the kill was not acknowledged.
  const said = (): string[] =>
    out
      .slice(0, out.lastIndexOf("\n") + 1)
      .split("\n")
      .slice(0, -1);
  return { child, said, ended };
}
