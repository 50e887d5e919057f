import type { Key } from "./keys.ts";

/** How long what evidence brought is kept, counted from the evidence's own time. */
export interface Retention {
  /** Log events with the text of sessions. */
  readonly fragmentDays: number;
  /** Commands, CloudTrail's records, findings and the access journal. */
  readonly commandDays: number;
}

export const DAY_MS = 86_400_000;

/**
 * When a kept thing may go, epoch milliseconds; undefined: never. Its key tells, since evidence lies
 * in the order of its time. What is small, holds no text and has no one time stays: heads of
 * sessions, targets, settings, what people decided.
 */
export function expiryOf(
  { partition, sort }: Key<unknown>,
  retention: Retention,
): number | undefined {
  const kind = KINDS.find(([start]) => partition.startsWith(start))?.[1];
  const { fragmentDays, commandDays } = retention;
  switch (kind) {
    case "fragment":
      return after(timeIn(sort.slice(sort.indexOf("|") + 1)), fragmentDays);
    case "reading":
      if (sort.startsWith("check#"))
        return after(timeIn(sort.slice("check#".length)), fragmentDays);
      if (sort.startsWith("cmd#")) return after(timeIn(sort.slice("cmd#".length)), commandDays);
      if (sort.startsWith("doubt#")) return after(timeIn(sort.slice("doubt#".length)), commandDays);
      return undefined;
    case "timed":
      return after(timeIn(sort), commandDays);
    case "dated":
      return after(Date.parse(sort.split("#")[0] ?? ""), commandDays);
    case undefined:
      return undefined;
    default:
      return kind satisfies never;
  }
}

const KINDS: readonly (readonly [
  start: string,
  kind: "fragment" | "reading" | "timed" | "dated",
])[] = [
  ["lane#", "fragment"],
  ["session#", "reading"],
  ["either#", "reading"],
  ["none#", "reading"],
  ["program#", "timed"],
  ["findings#", "timed"],
  ["accesses#", "timed"],
  ["trail#", "timed"],
  ["failed#", "timed"],
  ["by-", "dated"],
];

const timeIn = (text: string): number =>
  /^[0-9]{16}/.test(text) ? Number(text.slice(0, 16)) : Number.NaN;

const after = (time: number, days: number): number | undefined =>
  Number.isNaN(time) || days === Infinity ? undefined : time + days * DAY_MS;

/** Whether text of that time may have gone, or goes before a reading of it could end. */
export const mayBeGone = (time: number, now: number, { fragmentDays }: Retention): boolean =>
  time < now - (fragmentDays - 1) * DAY_MS;
