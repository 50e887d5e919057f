import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { lazily } from "./lazily.ts";
import { SERVICE } from "./service.ts";

const metrics = lazily(() => new Metrics({ namespace: SERVICE, serviceName: SERVICE }));

/** The metrics that are counted; each costs $0.30 a month where it is, so they are few. */
export type MetricName =
  "LogEvents" | "UnrecognisedLines" | "GapsOpen" | "GapsLost" | "EventsHealed";

/**
 * Counts, in one line of the log. No dimension but the service: no endpoint, actor or session. What
 * is nought is not sent, since a metric is paid for by the hour in which it is.
 */
export function countMetrics(counts: Partial<Record<MetricName, number>>): void {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  if (some.length === 0) return;
  const own = metrics();
  for (const [name, count] of some) own.addMetric(name, MetricUnit.Count, count);
  own.publishStoredMetrics();
}
