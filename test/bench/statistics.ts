/** The value that `share` of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[at] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/** Milliseconds that the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs the works in turns, so that whatever else the machine does weighs on all alike. */
export async function interleaved<Name extends string>(
  works: Readonly<Record<Name, () => unknown>>,
  { runs, warmUps }: { readonly runs: number; readonly warmUps: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let run = -warmUps; run < runs; run++)
    for (const name of names) {
      const taken = await timed(works[name]);
      if (run >= 0) times[name].push(taken);
    }
  return times;
}
