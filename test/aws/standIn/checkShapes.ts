import { spawnSync } from "node:child_process";
import type { Asked } from "./startStandIn.ts";

/** What of these calls and answers does not fit botocore's service models. */
export function misfits(asked: readonly Asked[]): string[] {
  const python = process.env["PYTHON"] ?? "python3";
  const { stdout, stderr, status } = spawnSync(python, ["test/aws/standIn/checkShapes.py"], {
    input: asked.map((one) => JSON.stringify(one)).join("\n"),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`botocore could not be asked: ${stderr}`);
  return JSON.parse(stdout) as string[];
}
