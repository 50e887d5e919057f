import { compare, type Position } from "./Position.ts";

const MINUTE_MS = 60_000;

/**
 * When a name was seen, and how it was spelt last; grows, in any order, by {@link mergeSeen}.
 * The last sight is kept to the minute, so that a busy stream costs one write a minute.
 */
export interface SeenRow {
  readonly spelling: { readonly text: string; readonly at: Position };
  readonly announced: boolean;
  /** Epoch milliseconds. */
  readonly first: number;
  /** Epoch milliseconds, the start of that minute. */
  readonly last: number;
}

export const seenRow = (
  text: string,
  announced: boolean,
  at: Position,
  timestamp: number,
): SeenRow => {
  const minute = Math.floor(timestamp / MINUTE_MS) * MINUTE_MS;
  return { spelling: { text, at: minuteOf(at) }, announced, first: timestamp, last: minute };
};

// To the minute as well, or every event would be a later spelling.
const minuteOf = (at: Position): Position =>
  String(Math.floor(Number(at.slice(0, 16)) / MINUTE_MS) * MINUTE_MS).padStart(16, "0");

export function mergeSeen(a: SeenRow, b: SeenRow): SeenRow {
  const order = compare(a.spelling.at, b.spelling.at) || compare(a.spelling.text, b.spelling.text);
  return {
    spelling: order >= 0 ? a.spelling : b.spelling,
    announced: a.announced || b.announced,
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
  };
}
