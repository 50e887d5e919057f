const LONGEST_RUN = 4_000;

/** A run of cursor-forward controls, of which the first ends at `end`: how far it goes in all. */
export function moveRun(text: string, end: number): { columns: number; end: number } {
  const rest = /^(?:\x1b\[\d*C)*/.exec(text.slice(end, end + LONGEST_RUN))?.[0] ?? "";
  let columns = countOf(/(\d*)C$/.exec(text.slice(Math.max(0, end - 6), end))?.[1]);
  for (const [, count] of rest.matchAll(/\x1b\[(\d*)C/g)) columns += countOf(count);
  return { columns, end: end + rest.length };
}

function countOf(digits = ""): number {
  return Number.parseInt(digits, 10) || 1;
}
