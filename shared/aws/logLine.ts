/** What a line may hold: counts, codes and names of a closed list, never evidence. */
export type LogFields = Readonly<Record<string, string | number | null>>;

/**
 * One JSON line on stdout, as Lambda's JSON log format wants it: `timestamp` and `level` let it
 * filter, the rest is for queries.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function logLine(level: "INFO" | "ERROR", message: string, fields: LogFields): void {
  const line = { timestamp: new Date().toISOString(), level, message, ...fields };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
