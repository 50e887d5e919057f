import { Logger } from "@aws-lambda-powertools/logger";
import { lazily } from "./lazily.ts";
import { SERVICE } from "./service.ts";

/** What a line may hold: counts, codes and names of a closed list, never evidence. */
export type LogFields = Readonly<Record<string, string | number | null>>;

const logger = lazily(() => new Logger({ serviceName: SERVICE }));

/**
 * One JSON line on stdout, as Lambda's JSON log format wants it: `timestamp` and `level` let it
 * filter, the rest is for queries.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function logLine(level: "INFO" | "ERROR", message: string, fields: LogFields): void {
  if (level === "ERROR") logger().error(message, fields);
  else logger().info(message, fields);
}
