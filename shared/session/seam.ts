/** A rewind of more lines than this is not told: every checkpoint holds as many. */
const SEAM_LINES = 24;
/** One line alone may well be typed twice. */
const SHORTEST_RUN = 2;

/**
 * A line as a few characters, since every checkpoint holds the seam: its length and 16 bits of
 * FNV-1a. Two lines in a row that agree in both by chance are one in four thousand million.
 */
function shorten(line: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < line.length; i++) hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  return `${line.length.toString(36)}:${((hash ^ (hash >>> 16)) & 0xffff).toString(36)}`;
}

/**
 * How many of the record's first lines repeat the end of what came before it: the agent sends
 * lines again when a put failed, under new event IDs.
 */
export function repeatedLines(seam: readonly string[], lines: readonly string[]): number {
  if (seam.length < SHORTEST_RUN || lines.length < SHORTEST_RUN) return 0;
  const head = lines.slice(0, SEAM_LINES).map(shorten);
  for (let run = Math.min(seam.length, head.length); run >= SHORTEST_RUN; run--) {
    const tail = seam.slice(seam.length - run);
    if (tail.every((line, n) => line === head[n])) return run;
  }
  return 0;
}

export const advanceSeam = (
  seam: readonly string[],
  lines: readonly string[],
): readonly string[] =>
  lines.length === 0
    ? seam
    : [...seam, ...lines.slice(-SEAM_LINES).map(shorten)].slice(-SEAM_LINES);
