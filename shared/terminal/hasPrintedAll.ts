import type { Pending } from "./State.ts";
import { lastStage } from "./lastStage.ts";

// One file at most, and no pattern for files: with several, a heading comes before each of them.
const LINES = /^(?:head|tail)(?: -n ?| -)(\d{1,2})(?: [\w./~][\w./~-]*)?$/;
const BYTES = /^(?:head|tail) -c ?(\d{1,4})(?: [\w./~][\w./~-]*)?$/;
const ROWS = /^sed -n (\d{1,6}),(\d{1,6})p(?: [\w./~][\w./~-]*)?$/;

/**
 * Whether a command that prints a given number of lines or bytes has done so, and what comes next is
 * the shell's.
 */
export function hasPrintedAll({ text, printed, head }: Pending): boolean {
  const last = lastStage(text);
  // What the commands before a pipe complain of is counted as well.
  if (last === undefined || last.piped) return false;
  const most = mostLines(last.stage);
  if (most !== undefined) return printed >= most;
  const bytes = BYTES.exec(last.stage)?.[1];
  // The last line may have no end: the prompt came on its row.
  const seen = head.reduce((sum, line) => sum + line.length, Math.max(0, head.length - 1));
  return bytes !== undefined && seen >= Number(bytes);
}

function mostLines(stage: string): number | undefined {
  const lines = LINES.exec(stage)?.[1];
  if (lines !== undefined) return Number(lines);
  const [, from, to] = ROWS.exec(stage) ?? [];
  return from === undefined ? undefined : Math.max(0, Number(to) - Number(from)) + 1;
}
