import { Grid } from "./Grid.ts";

export interface Fitted {
  readonly grid: Grid;
  /** The width that the text itself told, or 0. */
  readonly told: number;
  /** What the chosen width leaves unexplained. */
  readonly strain: number;
}

const NARROWEST = 20;
const WIDEST = 320;
/** Characters replayed at most in search of a width. */
const SEARCHED = 600_000;

/** Replays edited text at the width that explains it best. */
export function fitGrid(text: string, told: number, known: number): Fitted {
  if (told > 0) return fitted(replay(text, told), told);
  const wide = replay(text, Number.POSITIVE_INFINITY);
  if (!needsWidth(wide, known)) return fitted(wide, 0);
  let best = wide;
  for (const candidate of candidates(text, wide, known)) {
    const less = strainOf(candidate) - strainOf(best);
    if (less < 0 || (less === 0 && best === wide)) best = candidate;
    if (strainOf(best) === 0 && best !== wide) break;
  }
  // A width that only the search found is a guess.
  const guessed = best !== wide && best.wraps.length === 0 && best.width !== known;
  const proven = best !== wide && best.wraps.length > 0 && strainOf(best) === 0;
  return fitted(best, proven ? best.width : 0, guessed ? 1 : 0);
}

function fitted(grid: Grid, told: number, doubt = 0): Fitted {
  return { grid, told, strain: strainOf(grid) + doubt };
}

/** One row that was never left needs no width: it may be as long as it likes. */
function needsWidth(grid: Grid, known: number): boolean {
  if (strainOf(grid) > 0 || grid.wraps.length > 0) return true;
  return known > 0 && grid.moved && grid.rows.some((row) => row.cells.length > known);
}

function* candidates(text: string, wide: Grid, known: number): Generator<Grid> {
  const [first = 0, second = 0] = wide.wraps;
  const apart = second - first - 1;
  if (apart >= 8 && apart !== first) yield replay(text, apart, first);
  const likely = new Set([...wide.wraps.slice(0, 4), known, 80].filter((width) => width >= 2));
  for (const width of likely) yield replay(text, width);
  // A width explains a move above the first row only if that row was full, and changes nothing
  // where no row is longer.
  const longest = Math.max(...wide.rows.map((row) => row.cells.length));
  // Few characters that jump far make many cells: then fewer widths are worth their work.
  const share = text.length / (text.length + wide.cells);
  const most = Math.min(
    WIDEST,
    longest,
    wide.highest,
    NARROWEST + SEARCHED / text.length,
    NARROWEST + (WIDEST - NARROWEST) * Math.min(1, 2 * share),
  );
  for (let width = NARROWEST; width <= most; width++) yield replay(text, width);
}

function replay(text: string, width: number, first = width): Grid {
  const grid = new Grid(width, first);
  grid.write(text);
  return grid;
}

/** With a wrong width a redraw lands on another row than the one it is meant for. */
function strainOf(grid: Grid): number {
  const head = headOf(grid, 0);
  if (head.length < HEAD || !grid.climbed) return grid.strain;
  const copies = grid.rows.filter((_, row) => row > 0 && headOf(grid, row) === head);
  return grid.strain + copies.length;
}

const HEAD = 8;

function headOf(grid: Grid, row: number): string {
  const cells = grid.rows[row]?.cells.slice(0, HEAD) ?? [];
  return cells.map((cell) => cell ?? " ").join("");
}
