import { parseTime } from "../shared/query/parseTime.ts";
import { usageError } from "./CliError.ts";

/** A time as `--since` and `--until` take it; epoch milliseconds. */
export function timeFlag(name: "since" | "until", value: string, now: number): number {
  const time = parseTime(value, now, name);
  if (time === undefined)
    throw usageError(
      `--${name} ${JSON.stringify(value.slice(0, 64))} is no time: give RFC 3339 (2026-11-22T10:00:00Z), a date, or 30m, 24h, 7d, 2w`,
    );
  return time;
}
