import { compare, type Position } from "./Position.ts";

const MINUTE_MS = 60_000;

/**
 * When a name was seen, and how it was spelt last; grows, in any order, by {@link mergeSeen}.
 * The last sight is kept to the minute, so that a busy stream costs one write a minute.
 */
export interface SeenRow {
  readonly spelling: { readonly text: string; readonly at: Position };
  /** A line names it; of an endpoint, a stream does. */
  readonly announced: boolean;
  /** Epoch milliseconds. */
  readonly first: number;
  /** Epoch milliseconds, the start of that minute. */
  readonly last: number;
  /** When the agent announced it, or closed its control channel, last: to the minute too. */
  readonly opened?: number;
  readonly closed?: number;
  /** No stream shows it: the service alone says that a session was opened on it. */
  readonly unseen?: true;
  /** Where no line names it, how the service first spelt it, and when (epoch milliseconds). */
  readonly service?: { readonly text: string; readonly first: number };
}

/** What the service says of a target, or of an endpoint. */
export const serviceRow = (text: string, first: number): SeenRow => ({
  spelling: { text, at: "" },
  announced: false,
  first,
  last: first,
  unseen: true,
  service: { text, first },
});

export const seenRow = (
  text: string,
  announced: boolean,
  at: Position,
  timestamp: number,
  channel: "opened" | "closed" | null = null,
): SeenRow => {
  const minute = Math.floor(timestamp / MINUTE_MS) * MINUTE_MS;
  const spelling = { text, at: minuteOf(at) };
  const row = { spelling, announced, first: timestamp, last: minute };
  return channel === null ? row : { ...row, [channel]: minute };
};

// To the minute as well, or every event would be a later spelling.
const minuteOf = (at: Position): Position =>
  String(Math.floor(Number(at.slice(0, 16)) / MINUTE_MS) * MINUTE_MS).padStart(16, "0");

export function mergeSeen(a: SeenRow, b: SeenRow): SeenRow {
  const service = earlierOf(a.service, b.service);
  if (a.unseen && b.unseen && service !== undefined) return serviceRow(service.text, service.first);
  const seen = a.unseen ? b : b.unseen ? a : mergeSights(a, b);
  const { service: _, ...row } = seen;
  return row.announced || service === undefined ? row : { ...row, service };
}

function earlierOf(a: SeenRow["service"], b: SeenRow["service"]): SeenRow["service"] {
  if (a === undefined || b === undefined) return a ?? b;
  return (a.first - b.first || compare(a.text, b.text)) <= 0 ? a : b;
}

function mergeSights(a: SeenRow, b: SeenRow): SeenRow {
  const order = compare(a.spelling.at, b.spelling.at) || compare(a.spelling.text, b.spelling.text);
  return {
    spelling: order >= 0 ? a.spelling : b.spelling,
    announced: a.announced || b.announced,
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
    ...latest("opened", a, b),
    ...latest("closed", a, b),
  };
}

function latest(name: "opened" | "closed", a: SeenRow, b: SeenRow): Partial<SeenRow> {
  const times = [a[name], b[name]].filter((time) => time !== undefined);
  return times.length === 0 ? {} : { [name]: Math.max(...times) };
}
