import { isUnfinished } from "./isUnfinished.ts";

const NOTICE = /\[\d+\][+-]? +(?:Done|Exit \d+|Running|Stopped|Terminated|Killed)\b.*$/;

/**
 * True when rows of an input block were not begun by readline, which returns to the margin before
 * it draws a row: something in the background printed in between.
 */
export function isInterrupted(raw: string, lines: readonly string[]): boolean {
  if (lines.length < 2 || raw.includes("\x1b(B") || isUnfinished(lines[0] ?? "")) return false;
  const rows = raw
    .replace(/\n$/, "")
    .split("\n")
    .slice(1 - lines.length);
  return rows.every((row) => !/^\r+[^\r]/.test(row));
}

/** The typed parts of a line that background output broke up, as far as they can be told. */
export function withoutIntruders(lines: readonly string[]): readonly string[] {
  const shown = lines.map((line) => line.replace(NOTICE, ""));
  const broken = shown.slice(0, -1);
  const suffix = broken.length > 1 ? sharedEnd(broken.map((line) => line.replace(/\d/g, "0"))) : 0;
  const kept = suffix >= 5 ? broken.map((line) => line.slice(0, -suffix)) : broken.slice(0, 1);
  return [[...kept, shown.at(-1) ?? ""].join("")];
}

function sharedEnd(lines: readonly string[]): number {
  const first = lines[0] ?? "";
  let length = 0;
  while (
    length < first.length &&
    lines.every((line) => line.at(-1 - length) === first.at(-1 - length))
  )
    length++;
  return length;
}
