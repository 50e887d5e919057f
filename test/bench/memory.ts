// How much memory the CLI takes to import more than it could hold: log events made on the fly, piped.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { atMost, told, type BenchSize, type Figure } from "./Figure.ts";

const CLI = "dist/cli/ssmtrail.mjs";
const MB = 1024 * 1024;

const KINDS = [
  { kind: "mixed", named: "" },
  { kind: "agent", named: " of agent lines" },
] as const;
type Kind = (typeof KINDS)[number]["kind"];

export async function memory({ quick }: BenchSize): Promise<Figure[]> {
  const megabytes = quick ? 50 : 1_024;
  const figures: Figure[] = [];
  for (const { kind, named } of KINDS) {
    const start = performance.now();
    const peak = await peakOfImport(megabytes * MB, kind);
    const seconds = (performance.now() - start) / 1000;
    figures.push(
      atMost(256, {
        figure: `memory: peak while importing ${megabytes} MB${named}`,
        unit: "MB",
        value: peak / MB,
      }),
      told({
        figure: `memory: speed of that import${named}`,
        unit: "MB/s",
        value: megabytes / seconds,
      }),
    );
  }
  return figures;
}

async function peakOfImport(bytes: number, kind: Kind): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "ssmtrail-bench-"));
  const maker = spawn(
    process.execPath,
    [resolve("test/bench/writeLogEvents.mjs"), String(bytes), kind],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const cli = spawn(
    process.execPath,
    [resolve(CLI), "import", "-", "--store", folder, "--region", "us-east-1"],
    { stdio: ["pipe", "ignore", "inherit"] },
  );
  maker.stdout.pipe(cli.stdin);
  const peak = watchPeak(cli.pid);
  try {
    const status = await new Promise((done) => cli.once("exit", done));
    if (status !== 0) throw new Error(`${CLI} import ended with ${String(status)}`);
    return peak.stop();
  } finally {
    maker.kill();
    rmSync(folder, { recursive: true });
  }
}

/** The most memory that the process ever held, as Linux counts it; NaN elsewhere. */
function watchPeak(pid: number | undefined): { stop(): number } {
  let peak = Number.NaN;
  const look = (): void => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024 || peak;
    } catch {
      // It has ended, or this is no Linux.
    }
  };
  const timer = setInterval(look, 100);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}
