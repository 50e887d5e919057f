/** Commands of two forms are compared pairwise only where few lie between sure matches. */
const MOST_CELLS = 40_000;

/** A run of `a` and the run of `b` that stands in its place; ends are exclusive. */
export interface Gap {
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
}

export type Pair = readonly [number, number];

/**
 * Which texts of two orderly lists are the same ones, as pairs of places that rise on both sides.
 * Beginnings and ends that agree come first, then texts that are unique on both sides, then the
 * longest common run of what lies between: the work is linear but for small stretches.
 */
export function alignTexts(a: readonly string[], b: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  const open: Gap[] = [{ a: [0, a.length], b: [0, b.length] }];
  for (let gap = open.pop(); gap !== undefined; gap = open.pop()) {
    const rest = trimmed(a, b, gap, pairs);
    const [n, m] = [rest.a[1] - rest.a[0], rest.b[1] - rest.b[0]];
    if (n === 0 || m === 0) continue;
    if (n * m <= MOST_CELLS) pairs.push(...longestRun(rest, (i, j) => a[i] === b[j]));
    else {
      const anchors = uniqueOnBoth(a, b, rest);
      pairs.push(...anchors);
      if (anchors.length > 0) open.push(...gapsBetween(anchors, rest));
    }
  }
  return pairs.sort(([x], [y]) => x - y);
}

/** The stretches that pairs, in order, leave open within a gap. */
export function gapsBetween(pairs: readonly Pair[], { a, b }: Gap): Gap[] {
  const gaps: Gap[] = [];
  let [i, j] = [a[0], b[0]];
  for (const [x, y] of [...pairs, [a[1], b[1]] as const]) {
    if (x > i || y > j) gaps.push({ a: [i, x], b: [j, y] });
    [i, j] = [x + 1, y + 1];
  }
  return gaps;
}

function trimmed(a: readonly string[], b: readonly string[], gap: Gap, pairs: Pair[]): Gap {
  let [[i, iEnd], [j, jEnd]] = [gap.a, gap.b];
  for (; i < iEnd && j < jEnd && a[i] === b[j]; i++, j++) pairs.push([i, j]);
  for (; i < iEnd && j < jEnd && a[iEnd - 1] === b[jEnd - 1]; iEnd--, jEnd--)
    pairs.push([iEnd - 1, jEnd - 1]);
  return { a: [i, iEnd], b: [j, jEnd] };
}

/** The longest run of pairs, rising on both sides, that `same` allows; the earliest of several. */
export function longestRun({ a, b }: Gap, same: (i: number, j: number) => boolean): Pair[] {
  const [n, m] = [a[1] - a[0], b[1] - b[0]];
  const width = m + 1;
  const best = new Uint32Array((n + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      best[i * width + j] = same(a[0] + i, b[0] + j)
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: Pair[] = [];
  for (let [i, j] = [0, 0]; i < n && j < m;) {
    if (same(a[0] + i, b[0] + j)) pairs.push([a[0] + i++, b[0] + j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function uniqueOnBoth(a: readonly string[], b: readonly string[], gap: Gap): Pair[] {
  const there = onlyPlaces(b, gap.b);
  const pairs = [...onlyPlaces(a, gap.a)].flatMap(([text, i]): Pair[] => {
    const j = there.get(text);
    return j === undefined ? [] : [[i, j]];
  });
  return longestRising(pairs.sort(([x], [y]) => x - y));
}

function onlyPlaces(texts: readonly string[], [from, to]: readonly [number, number]) {
  const places = new Map<string, number>();
  const often = new Set<string>();
  for (let n = from; n < to; n++) {
    const text = texts[n] ?? "";
    if (places.has(text)) often.add(text);
    else places.set(text, n);
  }
  for (const text of often) places.delete(text);
  return places;
}

/** Of pairs that rise on the left, the longest run that rises on the right too. */
function longestRising(pairs: readonly Pair[]): Pair[] {
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [n, [, j]] of pairs.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    before[n] = tails[low - 1];
    tails[low] = n;
  }
  const run: Pair[] = [];
  for (let n = tails.at(-1); n !== undefined; n = before[n]) {
    const pair = pairs[n];
    if (pair !== undefined) run.push(pair);
  }
  return run.reverse();
}
