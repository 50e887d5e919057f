import { formatScope } from "../target/Scope.ts";
import type { Claim } from "./Facts.ts";
import type { Finding, FindingKind } from "./Finding.ts";
import { parseLane } from "./Lane.ts";
import type { LaneAbout } from "./LaneAbout.ts";
import { laneTarget } from "./sessionPlace.ts";

/** The findings that a stream makes as a whole, whatever sessions lie on it. */
export function laneFindings(lane: string, { claims }: LaneAbout): Finding[] {
  const parsed = parseLane(lane);
  if (parsed === undefined) return [];
  const [target] = laneTarget(lane, "");
  const finding = (kind: FindingKind, { value, at }: Claim): Finding => ({
    kind,
    scope: formatScope(parsed.scope),
    endpoint: target?.endpoint ?? null,
    sessionId: null,
    detail: [value],
    at,
  });
  return [
    ...(claims["foreign-target"]?.kept ?? []).map((one) => finding("foreign-announcement", one)),
    ...(claims["event-id-conflict"]?.kept ?? []).map((one) => finding("event-id-conflict", one)),
  ];
}
