import { formatScope, parseScope, type Scope } from "../target/Scope.ts";
import type { Ref } from "./Facts.ts";
import { positionOf } from "./Position.ts";

/** Where the service's own words are found: not on any log stream. */
export type ServiceSource = "trail-record" | "describe-sessions";

/** A trail record, by its time and its event ID. */
export const trailRef = (scope: Scope, eventId: string, time: number): Ref => ({
  lane: `trail-record#${formatScope(scope)}`,
  position: positionOf({ id: eventId, timestamp: time, message: "" }, "", 0),
});

/** What DescribeSessions said at `asOf`, epoch milliseconds. */
export const reportRef = (scope: Scope, asOf: number): Ref => ({
  lane: `describe-sessions#${formatScope(scope)}`,
  position: positionOf({ id: null, timestamp: asOf, message: "" }, "as-of", 0),
});

/** Which of the two a lane is, and where; undefined for a log stream. No log stream's lane begins so. */
export function parseServiceLane(
  lane: string,
): { source: ServiceSource; scope: Scope } | undefined {
  const [source, scopeText = ""] = lane.split("#");
  const scope = parseScope(scopeText);
  if (scope === undefined || (source !== "trail-record" && source !== "describe-sessions"))
    return undefined;
  return { source, scope };
}
