// `node infra/build/run.mjs FILE.ts [ARG…]`: bundles one TypeScript file and runs it, since Node 20
// can't run TypeScript itself.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";

const [entry, ...args] = process.argv.slice(2);
const outfile = join("dist", "run", `${basename(entry, ".ts")}.mjs`);
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
});
const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", ...(process.env.NODE_FLAGS?.split(" ") ?? []), outfile, ...args],
  { stdio: "inherit" },
);
process.exit(status ?? 1);
