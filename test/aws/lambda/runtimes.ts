import { existsSync } from "node:fs";
import { join } from "node:path";

/** A Node with the runtime interface client that AWS ships for it. */
export interface Runtime {
  readonly name: string;
  readonly node: string;
  readonly client: string;
  /** Why it can't be run here; absent where it can. */
  readonly unavailable?: string;
}

const packages = join("test", "ci", "node_modules");
const machineMajor = Number(process.versions.node.split(".")[0]);

/** Client 3 asks for Node 18 or later, client 4 for Node 22 or later. */
const client = (major: number): string =>
  major >= 22
    ? join(packages, "aws-lambda-ric-4", "index.mjs")
    : join(packages, "aws-lambda-ric-3", "bin", "index.mjs");

export const RUNTIMES: readonly Runtime[] = [
  runtime(`this machine's Node ${machineMajor}`, process.execPath, client(machineMajor)),
  runtime("Node 24", join(packages, "node-24", "bin", "node"), client(24)),
];

function runtime(name: string, node: string, clientPath: string): Runtime {
  const missing = [node, clientPath].find((path) => !existsSync(path));
  const found = { name, node, client: clientPath };
  if (missing === undefined) return found;
  return { ...found, unavailable: `${missing} is not installed (npm ci --prefix test/ci)` };
}
