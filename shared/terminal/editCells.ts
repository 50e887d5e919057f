const MOST_CELLS = 4_096;
const MOST_BLANKS = 500;

/** DCH, ECH and ICH on one row of cells. */
export function editCells(
  cells: (string | undefined)[],
  column: number,
  final: string,
  count: number,
  width: number,
): void {
  if (final === "P") cells.splice(column, count);
  else if (final === "X") {
    const last = Math.min(column + count, cells.length);
    for (let at = column; at < last; at++) cells[at] = " ";
  } else if (final === "@" && column < cells.length) {
    const blanks: undefined[] = Array.from(
      { length: Math.min(count, MOST_BLANKS) },
      () => undefined,
    );
    const most = Math.min(width, Math.max(cells.length, MOST_CELLS));
    cells.splice(column, 0, ...blanks);
    cells.length = Math.min(cells.length, most);
  }
}
