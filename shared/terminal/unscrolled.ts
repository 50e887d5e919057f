import { Grid } from "./Grid.ts";

const SHORTEST_OVERLAP = 6;

/**
 * The whole of a line that readline scrolled sideways (`<` at the margin stands for what is hidden):
 * each print overlaps the one before. Undefined where no such print is, or where none overlaps.
 */
export function unscrolled(raw: string): string | undefined {
  if (!/\r+(?:\x1b\[[\d;]*m)*</.test(raw)) return undefined;
  const grid = new Grid(Number.POSITIVE_INFINITY);
  let whole = "";
  for (const part of raw.replace(/[\r\n]+$/, "").split(/(?=\r)/)) {
    const before = grid.textOf(0).trimEnd();
    if (part.startsWith("\r")) {
      const joined = joinedTo(whole, before);
      if (joined === undefined) return undefined;
      whole = joined;
    }
    grid.write(part);
  }
  return joinedTo(whole, grid.textOf(0).trimEnd());
}

function joinedTo(whole: string, shown: string): string | undefined {
  if (!shown.startsWith("<")) return shown;
  const body = shown.slice(1);
  for (let length = Math.min(24, body.length); length >= SHORTEST_OVERLAP; length--) {
    const at = whole.lastIndexOf(body.slice(0, length));
    if (at >= 0) return whole.slice(0, at) + body;
  }
  return undefined;
}
