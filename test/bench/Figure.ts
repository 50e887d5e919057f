/** One measured number with what it should be. */
export interface Figure {
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
  /** What the same work costs at least, measured in the same run; in the same unit. */
  readonly floor?: number;
  readonly ratio?: number;
  /** In words; null for a number that is told for information only. */
  readonly aim: string | null;
  readonly reached: boolean | null;
  readonly note?: string;
}

/** How much of everything a run takes. */
export interface BenchSize {
  /** Small, so that it only shows that everything runs. */
  readonly quick: boolean;
  /** The sizes that take longest, too. */
  readonly large: boolean;
}

export type BenchPart = (size: BenchSize) => Promise<Figure[]>;

type Named = Pick<Figure, "figure" | "unit" | "value" | "note">;

export const atMost = (limit: number, named: Named): Figure => ({
  ...named,
  value: round(named.value),
  aim: `≤ ${limit} ${named.unit}`,
  reached: named.value <= limit,
});

export const atLeast = (limit: number, named: Named): Figure => ({
  ...named,
  value: round(named.value),
  aim: `≥ ${limit} ${named.unit}`,
  reached: named.value >= limit,
});

/** The value as a multiple of the floor must stay within `limit`. */
export function ratioAtMost(limit: number, floor: number, named: Named): Figure {
  const ratio = named.value / floor;
  return {
    ...named,
    value: round(named.value),
    floor: round(floor),
    ratio: round(ratio),
    aim: `≤ ${limit} × floor`,
    reached: ratio <= limit,
  };
}

/** The value must reach `limit` times the floor. */
export function ratioAtLeast(limit: number, floor: number, named: Named): Figure {
  const ratio = named.value / floor;
  return {
    ...named,
    value: round(named.value),
    floor: round(floor),
    ratio: round(ratio),
    aim: `≥ ${limit} × floor`,
    reached: ratio >= limit,
  };
}

export const told = (named: Named): Figure => ({
  ...named,
  value: round(named.value),
  aim: null,
  reached: null,
});

/** Three digits that mean something are all that a shared machine gives. */
export const round = (value: number): number =>
  Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
