/** A rewind sends whole records again; longer runs than this are told by their last lines. */
const SEAM_LINES = 64;
/** One line alone may well be typed twice. */
const SHORTEST_RUN = 2;
const LINE_KEPT = 80;

const shorten = (line: string): string => `${line.length}:${line.slice(0, LINE_KEPT)}`;

/**
 * How many of the record's first lines repeat the end of what came before it: the agent sends
 * lines again when a put failed, under new event IDs.
 */
export function repeatedLines(seam: readonly string[], lines: readonly string[]): number {
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
  lines.length === 0 ? seam : [...seam, ...lines.map(shorten)].slice(-SEAM_LINES);
