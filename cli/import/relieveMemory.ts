import { memoryUsage } from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** So much garbage may lie: less would not be worth the pause, more would not fit. */
const MOST_GARBAGE = 20 * 1024 * 1024;

let left = 0;

/**
 * Collects garbage where much of it lies. V8 lets a heap grow by what the machine has, and its limit
 * can't be set from inside; a batch leaves tens of megabytes behind.
 */
export function relieveMemory(): void {
  if (inUse() < left + MOST_GARBAGE) return;
  collector()();
  left = inUse();
}

function inUse(): number {
  const { heapUsed, external } = memoryUsage();
  return heapUsed + external;
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
