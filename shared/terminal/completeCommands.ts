import { isUnfinished } from "./isUnfinished.ts";

const MOST_LINES = 200;

/** Bash runs a block that was pasted at once command by command: each ends where it is complete. */
export function completeCommands(text: string): string[] {
  if (!text.includes("\n")) return [text];
  const lines = text.split("\n");
  if (lines.length > MOST_LINES) return [text];
  const commands: string[] = [];
  let open: string | undefined;
  for (const line of lines) {
    open = open === undefined ? line : `${open}\n${line}`;
    if (open.trim() !== "" && isUnfinished(open)) continue;
    if (open.trim() !== "") commands.push(open);
    open = undefined;
  }
  if (open !== undefined) commands.push(open);
  return commands;
}
