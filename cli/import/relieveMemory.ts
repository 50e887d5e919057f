import { memoryUsage } from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Half of what an import may take, so that the next batch has room. */
const MOST_BYTES = 150 * 1024 * 1024;

/**
 * Collects garbage where the process has grown large. V8 lets a heap grow by what the machine has,
 * and its limit can't be set from inside; a batch leaves tens of megabytes behind.
 */
export function relieveMemory(): void {
  if (memoryUsage.rss() > MOST_BYTES) collector()();
}

let known: (() => void) | undefined;

/** `gc` exists only where V8 is told so before a context is made. */
function collector(): () => void {
  if (known !== undefined) return known;
  setFlagsFromString("--expose-gc");
  const made: unknown = runInNewContext("gc");
  known =
    typeof made === "function" ? () => void Reflect.apply(made, undefined, []) : () => undefined;
  return known;
}
