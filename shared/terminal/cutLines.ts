import type { Segment, Stretch } from "./State.ts";
import type { Place } from "./ReadCommand.ts";

/** Of a line longer than twice this only its two ends are kept. */
export const KEPT_END = 32_768;
const MOST_SEGMENTS = 64;

export interface LineTaker {
  readonly takeLine: (line: Stretch, feed: Place) => void;
  /** Where the first line from `from` on begins that may matter: those before it need not be taken. */
  readonly skipFrom: (text: string, from: number) => number;
}

const NO_CARRY: Stretch = { text: "", segments: [] };

/**
 * Gives `taker` each line that `text` completes, without its line feed, and returns what is
 * left over. Where a line is cut does not depend on how the text was split into pieces.
 */
export function cutLines(carry: Stretch, text: string, mark: string, taker: LineTaker): Stretch {
  let from = 0;
  let rest = carry;
  for (;;) {
    if (rest.text === "") from = taker.skipFrom(text, from);
    const feed = text.indexOf("\n", from);
    if (feed < 0) break;
    const line = joined(rest, text.slice(from, feed), { at: 0, mark, offset: from });
    taker.takeLine(trimmed(line), { mark, offset: feed });
    rest = NO_CARRY;
    from = feed + 1;
  }
  return joined(rest, text.slice(from), { at: 0, mark, offset: from });
}

function joined(head: Stretch, text: string, origin: Segment): Stretch {
  if (text === "") return head;
  if (head.text === "" && text.length <= 4 * KEPT_END) return { text, segments: [origin] };
  const segments = fewer([...head.segments, { ...origin, at: head.text.length }]);
  const whole = { text: head.text + text, segments };
  return whole.text.length > 4 * KEPT_END ? trimmed(whole) : whole;
}

/** A line that came in very many pieces remembers where its two ends came from. */
function fewer(segments: readonly Segment[]): readonly Segment[] {
  if (segments.length <= MOST_SEGMENTS) return segments;
  return [...segments.slice(0, MOST_SEGMENTS / 2), ...segments.slice(1 - MOST_SEGMENTS / 2)];
}

/** The two ends of a long line; a short line unchanged. */
export function trimmed(line: Stretch): Stretch {
  const excess = line.text.length - 2 * KEPT_END;
  if (excess <= 0) return line;
  const resume = KEPT_END + excess;
  const head = line.segments.filter((segment) => segment.at < KEPT_END);
  const tail = stretchFrom(line, resume).segments.map((s) => ({ ...s, at: s.at + KEPT_END }));
  return {
    text: line.text.slice(0, KEPT_END) + line.text.slice(resume),
    segments: [...head, ...tail],
  };
}

/** The part of a stretch that begins at `at`. */
export function stretchFrom(line: Stretch, at: number): Stretch {
  if (at === 0) return line;
  const segments: Segment[] = [];
  for (const segment of line.segments) {
    if (segment.at > at) segments.push({ ...segment, at: segment.at - at });
    else
      segments.splice(0, 1, {
        at: 0,
        mark: segment.mark,
        offset: segment.offset + at - segment.at,
      });
  }
  return { text: line.text.slice(at), segments };
}

export function placeAt(line: Stretch, at: number, otherwise: Place): Place {
  let place = otherwise;
  for (const segment of line.segments) {
    if (segment.at > at) break;
    place = { mark: segment.mark, offset: segment.offset + at - segment.at };
  }
  return place;
}
