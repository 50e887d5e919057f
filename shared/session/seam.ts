/** One line alone may well be typed twice. */
const SHORTEST_RUN = 2;
/** A run that begins within a record is told up to this length: every checkpoint holds as many lines. */
const TAIL_LINES = 12;
/** The agent puts at most so many records at once, once a second. */
const RECORDS_AT_ONCE = 4;
const AT_ONCE_MS = 500;

/**
 * The end of the text so far, as digests: to know what the agent sends again. After a failed put it
 * goes back to the last line that was taken and cuts records anew from there, under new event IDs:
 *
 *     put     [a b][c d][e f]          taken, but not acknowledged
 *     retry   [a b][c d][e f g]        a b, c d and e f again, then what was printed since
 *
 * So what comes again begins where a record of the last put began, however many lines that is.
 */
export interface Seam {
  /** Records of the last put that may come again, in order. */
  readonly put: readonly string[];
  /** Records that have come again already, while others of theirs still may. */
  readonly retry: readonly string[];
  /** The last few lines. */
  readonly tail: readonly string[];
}

export const NO_SEAM: Seam = { put: [], retry: [], tail: [] };

/** A record's lines met with what came before it. */
export interface Met {
  /** How many of its first lines repeat what came before. */
  readonly repeated: number;
  readonly seam: Seam;
}

/** `sinceLast`: milliseconds since the record before it. */
export function meetRecord(seam: Seam, lines: readonly string[], sinceLast: number): Met {
  if (lines.length === 0) return { repeated: 0, seam };
  const tail = [...seam.tail, ...lines.slice(-TAIL_LINES).map(lineDigest)].slice(-TAIL_LINES);
  const record = recordDigest(lines);
  const again = comesAgain(seam.put, lines);
  const run =
    again === undefined || again.lines + seam.retry.length < SHORTEST_RUN ? 0 : again.lines;
  if (again !== undefined && again.rest.length > 0) {
    const retry = [...seam.retry, record].slice(-RECORDS_AT_ONCE);
    return { repeated: run, seam: { put: again.rest, retry, tail } };
  }
  // What was put beside it, or put again before it, may come again with it.
  const earlier = again === undefined && seam.retry.length === 0 ? seam.put : seam.retry;
  const together = again !== undefined || sinceLast < AT_ONCE_MS;
  const put = [...(together ? earlier : []), record].slice(-RECORDS_AT_ONCE);
  const repeated = Math.max(run, repeatedTail(seam.tail, lines));
  return { repeated, seam: { put, retry: [], tail } };
}

/** How many of the lines the put's records hold, from one of them on, and which are yet to come. */
function comesAgain(
  put: readonly string[],
  lines: readonly string[],
): { readonly lines: number; readonly rest: readonly string[] } | undefined {
  for (let first = 0; first < put.length; first++) {
    let met = 0;
    let next = first;
    for (; next < put.length && met < lines.length; next++) {
      const count = parseInt(put[next] ?? "", 36);
      if (recordDigest(lines.slice(met, met + count)) !== put[next]) break;
      met += count;
    }
    if (next === put.length || met === lines.length) return { lines: met, rest: put.slice(next) };
  }
  return undefined;
}

function repeatedTail(tail: readonly string[], lines: readonly string[]): number {
  const head = lines.slice(0, TAIL_LINES).map(lineDigest);
  for (let run = Math.min(tail.length, head.length); run >= SHORTEST_RUN; run--)
    if (tail.slice(-run).every((line, n) => line === head[n])) return run;
  return 0;
}

/**
 * A line as a few characters, since every checkpoint holds the seam: its length and 16 bits of
 * FNV-1a. Two lines in a row that agree in both by chance are one in four thousand million.
 */
function lineDigest(line: string): string {
  const hash = fnv(FNV_BASIS, line);
  return `${line.length.toString(36)}:${((hash ^ (hash >>> 16)) & 0xffff).toString(36)}`;
}

/** A record's lines as their number, their length and 32 bits of FNV-1a. */
function recordDigest(lines: readonly string[]): string {
  let [hash, length] = [FNV_BASIS, 0];
  for (const line of lines) {
    hash = fnv(fnv(hash, line), "\n");
    length += line.length;
  }
  return [lines.length, length, hash >>> 0].map((n) => n.toString(36)).join(":");
}

const FNV_BASIS = 0x811c9dc5;

function fnv(hash: number, text: string): number {
  let next = hash;
  for (let i = 0; i < text.length; i++) next = Math.imul(next ^ text.charCodeAt(i), 0x01000193);
  return next;
}
