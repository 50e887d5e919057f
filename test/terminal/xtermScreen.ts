import { createRequire } from "node:module";

export interface Screen {
  /** The rows down to the last with text, without trailing blanks. */
  readonly rows: readonly string[];
  readonly row: number;
  readonly column: number;
}

/** What xterm.js shows of a text: the oracle for our own screen. LF goes to the margin, as in `Grid`. */
export async function xtermScreen(text: string, width: number): Promise<Screen> {
  const { Terminal } = loadXterm();
  const height = rowsFor(text, width);
  const terminal = new Terminal({
    cols: width,
    rows: height,
    scrollback: 0,
    convertEol: true,
    allowProposedApi: true,
  });
  await new Promise<void>((written) => terminal.write(text, written));
  const { active } = terminal.buffer;
  const rows: string[] = [];
  for (let row = 0; row < height; row++)
    rows.push(active.getLine(row)?.translateToString(true).trimEnd() ?? "");
  const screen = { rows: withoutEmpty(rows), row: active.cursorY, column: active.cursorX };
  terminal.dispose();
  return screen;
}

/** As many as it can reach, so that nothing scrolls away. */
function rowsFor(text: string, width: number): number {
  const down = [...text.matchAll(/\x1b\[(\d*)B|\n/g)];
  const moves = down.reduce((sum, [, count]) => sum + Math.max(1, Number(count ?? 1)), 0);
  return 2 + moves + Math.ceil((2 * text.length) / width);
}

/** A CommonJS package whose names Node can't tell from outside. */
export const loadXterm = (): typeof import("@xterm/headless") =>
  createRequire(import.meta.url)("@xterm/headless") as typeof import("@xterm/headless");

export function withoutEmpty(rows: readonly string[]): string[] {
  const last = rows.findLastIndex((row) => row !== "");
  return rows.slice(0, last + 1);
}
