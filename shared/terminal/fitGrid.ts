import { Grid } from "./Grid.ts";

/** Replays edited text at the width that explains it best. */
export function fitGrid(text: string, told: number, known: number): { grid: Grid; told: number } {
  if (told > 0) return { grid: replay(text, told), told };
  const wide = replay(text, Number.POSITIVE_INFINITY);
  if (!needsWidth(wide, known)) return { grid: wide, told: 0 };
  const widths = new Set([...wide.wraps.slice(0, 4), known, 80].filter((width) => width >= 2));
  let best = wide;
  const [first = 0, second = 0] = wide.wraps;
  if (second - first - 1 >= 8 && second - first - 1 !== first) {
    best = replay(text, second - first - 1, first);
  }
  for (const width of widths) {
    const grid = replay(text, width);
    if (grid.strain < best.strain || (grid.strain === best.strain && best === wide)) best = grid;
  }
  if (best.strain > 0 && text.length < 20_000) best = searched(text, best);
  const proven = best !== wide && best.wraps.length > 0 && best.strain === 0;
  return { grid: best, told: proven ? best.width : 0 };
}

/** One row that was never left needs no width: it may be as long as it likes. */
function needsWidth(grid: Grid, known: number): boolean {
  if (grid.strain > 0 || grid.wraps.length > 0) return true;
  return known > 0 && grid.moved && grid.rows.some((row) => row.cells.length > known);
}

function searched(text: string, best: Grid): Grid {
  for (let width = 20; width <= 300; width++) {
    const grid = replay(text, width);
    if (grid.strain < best.strain) best = grid;
    if (best.strain === 0) break;
  }
  return best;
}

function replay(text: string, width: number, first = width): Grid {
  const grid = new Grid(width, first);
  grid.write(text);
  return grid;
}
