import { spawnSync } from "node:child_process";
import type { Engine } from "./Engine.ts";
import { spawnEngine } from "./spawnEngine.ts";

/** moto's server, by the interpreter that PYTHON names (CI's own environment) or `python3`. */
export async function startMoto(): Promise<Engine> {
  const python = process.env["PYTHON"] ?? "python3";
  if (spawnSync(python, ["-c", "import moto.server"]).status !== 0) {
    return { kind: "unavailable", reason: `${python} has no moto[server]` };
  }
  return spawnEngine(python, (port) => [
    "-m",
    "moto.server",
    "-H",
    "127.0.0.1",
    "-p",
    String(port),
  ]);
}
