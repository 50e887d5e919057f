import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { lazily } from "./lazily.ts";
import { SERVICE } from "./service.ts";

const metrics = lazily(() => new Metrics({ namespace: SERVICE, serviceName: SERVICE }));

/** The metrics that are counted; each costs $0.30 a month where it is, so they are few. */
export type MetricName = "LogEvents" | "UnrecognisedLines";

/** Counts, in one line of the log. No dimension but the service: no endpoint, actor or session. */
export function countMetrics(counts: Partial<Record<MetricName, number>>): void {
  const own = metrics();
  for (const [name, count] of Object.entries(counts)) own.addMetric(name, MetricUnit.Count, count);
  own.publishStoredMetrics();
}
