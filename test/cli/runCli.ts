import { afterAll } from "@jest/globals";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

let built: string | undefined;
afterAll(() => {
  if (built !== undefined) rmSync(dirname(built), { recursive: true, force: true });
  built = undefined;
});

/** The program, bundled anew for this test file: other files' tests run at the same time. */
export function builtCli(): string {
  if (built !== undefined) return built;
  const outfile = resolve("dist", `cli-test-${process.pid}`, "ssmtrail.mjs");
  const script =
    "const { bundleCli } = await import('./infra/build/bundle.mjs'); await bundleCli('cli/ssmtrail.ts', process.argv[1]);";
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", script, outfile],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the CLI could not be bundled: ${stderr}`);
  built = outfile;
  return outfile;
}

/** A child's environment: nothing of the machine's own settings gets in. */
export const environment = (env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  AWS_EC2_METADATA_DISABLED: "true",
  ...env,
});

/** Runs the built program to its end. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [builtCli(), ...args], { env: environment(options.env) });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  // A program that refuses its arguments does not read what is piped in.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.stdin ?? "");
  return new Promise((done) => child.on("close", (code) => done({ code, out, err })));
}

/** A folder for one test's files; `remove` it afterwards. */
export function tempFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "ssmtrail-cli-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
