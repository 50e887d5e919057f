/** How wide a column would be, and how it may give way. */
export interface Want {
  readonly natural: number;
  /** Never narrower than this, or than what it holds. */
  readonly least: number;
  /** Columns of a lower rank give way first. */
  readonly rank: number;
}

/**
 * Column widths that fit into `available`, the widest ones giving way first; undefined where even
 * the least widths don't fit.
 */
export function fitWidths(
  wants: readonly Want[],
  available: number,
  gap: number,
): number[] | undefined {
  const widths = wants.map(({ natural }) => natural);
  const room = available - gap * (widths.length - 1);
  let over = widths.reduce((a, b) => a + b, 0) - room;
  for (const rank of [...new Set(wants.map((want) => want.rank))].sort((a, b) => a - b))
    while (over > 0) {
      const widest = widestOf(wants, widths, rank);
      if (widest === undefined) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
      over--;
    }
  return over > 0 ? undefined : widths;
}

function widestOf(
  wants: readonly Want[],
  widths: readonly number[],
  rank: number,
): number | undefined {
  let found: number | undefined;
  for (const [n, want] of wants.entries()) {
    const width = widths[n] ?? 0;
    if (want.rank !== rank || width <= Math.min(want.least, want.natural)) continue;
    if (found === undefined || width > (widths[found] ?? 0)) found = n;
  }
  return found;
}
