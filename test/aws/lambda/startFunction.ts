import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startRuntimeApi, type Outcome } from "./runtimeApi.ts";
import type { Runtime } from "./runtimes.ts";

export interface RunningFunction {
  readonly invoke: (event: unknown) => Promise<Outcome>;
  /** What it printed so far, both streams. */
  printed(): string;
  readonly stop: () => Promise<void>;
}

/**
 * Runs a built bundle as Lambda would: from a folder of its own, with nothing but its files and its
 * settings, so that what it forgot to bundle is missing.
 */
export async function startFunction(
  runtime: Runtime,
  bundle: string,
  settings: Readonly<Record<string, string>>,
  timeoutMs = 60_000,
): Promise<RunningFunction> {
  const taskRoot = await mkdtemp(join(tmpdir(), "ssmtrail-lambda-"));
  await cp(bundle, taskRoot, { recursive: true });
  const api = await startRuntimeApi(timeoutMs);
  const child = spawn(
    resolve(runtime.node),
    ["--require", resolve("test/aws/lambda/rapidClient.cjs"), resolve(runtime.client), HANDLER],
    { cwd: taskRoot, env: { ...lambdaEnvironment(api.address, taskRoot), ...settings } },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const exited = new Promise<void>((done) => {
    child.on("exit", (code) => {
      api.abandon(new Error(`the runtime ended with ${code}:\n${printed}`));
      done();
    });
  });
  return {
    invoke: api.invoke,
    printed: () => printed,
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
      await api.stop();
      await rm(taskRoot, { recursive: true, force: true });
    },
  };
}

const HANDLER = "index.handler";

const lambdaEnvironment = (address: string, taskRoot: string): Record<string, string> => ({
  AWS_LAMBDA_RUNTIME_API: address,
  AWS_LAMBDA_FUNCTION_NAME: "under-test",
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "512",
  AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/under-test",
  AWS_LAMBDA_LOG_STREAM_NAME: "2026/01/01/[$LATEST]0",
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  LAMBDA_TASK_ROOT: taskRoot,
  NODE_OPTIONS: "--enable-source-maps",
  TZ: ":UTC",
  _HANDLER: HANDLER,
});
