import { spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "./Engine.ts";

const START_MS = 60_000;

/** Starts a server program on a free port and waits until it answers HTTP. */
export async function spawnEngine(
  program: string,
  toArgs: (port: number) => readonly string[],
): Promise<Engine> {
  const port = await freePort();
  const child = spawn(program, toArgs(port), { stdio: ["ignore", "ignore", "pipe"] });
  // A test run that dies must not leave servers behind.
  const killNow = (): void => void child.kill("SIGKILL");
  process.once("exit", killNow);
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", ({ message }) => resolve(message));
    child.once("exit", (code) => resolve(`ended with ${code}: ${complaint}`));
  });
  const stop = async (): Promise<void> => {
    killNow();
    process.removeListener("exit", killNow);
    await ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  const failure = await Promise.race([ended, untilAnswering(endpoint)]);
  if (failure === undefined) return { kind: "running", endpoint, stop };
  await stop();
  return { kind: "unavailable", reason: `${program}: ${failure}` };
}

/** `undefined` once it answers anything at all: a 400 is a sign of life. */
async function untilAnswering(endpoint: string): Promise<string | undefined> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(2_000) });
      return undefined;
    } catch {
      await sleep(50);
    }
  }
  return `no answer within ${START_MS / 1000} s`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
