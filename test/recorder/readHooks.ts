import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A command as the shell's own hook reported it, and when. */
export interface HookLine {
  readonly acceptedAt: number;
  readonly text: string;
}

/**
 * `EPOCHREALTIME history-number text NUL`, once per accepted line. Bash calls its hook for an empty
 * line too, with the number of the line before: such an entry is no command.
 */
export function readHooks(folder: string): HookLine[] {
  const file = join(folder, "accepted");
  if (!existsSync(file)) return [];
  const lines: HookLine[] = [];
  let before = "";
  for (const entry of readFileSync(file, "utf8").split("\0")) {
    const [, seconds, number, text] = /^(\d+\.\d+) +(\d+)[ *]{2}([^]*?)\n*$/.exec(entry) ?? [];
    if (seconds === undefined || number === undefined || text === undefined) continue;
    const key = `${number} ${text}`;
    if (key !== before || number === "1") lines.push({ acceptedAt: Number(seconds) * 1000, text });
    before = key;
  }
  return lines;
}
