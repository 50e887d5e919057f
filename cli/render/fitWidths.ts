/** How wide a column would be, and how it may give way. */
export interface Want {
  readonly natural: number;
  /** Never narrower than this, or than what it holds. */
  readonly least: number;
  /** 0 gives way first, but 1 before it while wider than {@link COMFORT}; 2 gives way last. */
  readonly rank: 0 | 1 | 2;
}

/** A text reads well in it: nobody else is squeezed for more. */
const COMFORT = 40;

const PASSES: readonly { readonly rank: Want["rank"]; readonly floor: number }[] = [
  { rank: 1, floor: COMFORT },
  { rank: 0, floor: 0 },
  { rank: 1, floor: 0 },
  { rank: 2, floor: 0 },
];

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
  for (const pass of PASSES)
    while (over > 0) {
      const widest = widestOf(wants, widths, pass);
      if (widest === undefined) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
      over--;
    }
  return over > 0 ? undefined : widths;
}

function widestOf(
  wants: readonly Want[],
  widths: readonly number[],
  { rank, floor }: (typeof PASSES)[number],
): number | undefined {
  let found: number | undefined;
  for (const [n, want] of wants.entries()) {
    const width = widths[n] ?? 0;
    if (want.rank !== rank || width <= Math.max(floor, Math.min(want.least, want.natural)))
      continue;
    if (found === undefined || width > (widths[found] ?? 0)) found = n;
  }
  return found;
}
