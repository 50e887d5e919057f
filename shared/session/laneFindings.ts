import { formatScope } from "../target/Scope.ts";
import type { Claim } from "./Facts.ts";
import type { Finding, FindingKind } from "./Finding.ts";
import { idTime } from "./idTime.ts";
import { parseLane } from "./Lane.ts";
import type { LaneAbout } from "./LaneAbout.ts";
import type { OddId } from "./LaneIds.ts";
import { laneTarget } from "./sessionPlace.ts";

/** The ID was made for an event of another time: this one is a copy that was moved, or forged. */
function misdated(lane: string, { id, at }: OddId): Claim {
  const time = new Date(Math.min(idTime(id) ?? 0, 8.64e15)).toISOString();
  return { value: `${id} is the ID of an event of ${time}`, at: { lane, position: at } };
}

/** The findings that a stream makes as a whole, whatever sessions lie on it. */
export function laneFindings(lane: string, { claims, ids }: LaneAbout): Finding[] {
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
    ...(ids?.timed === true && ids.odd !== null
      ? [finding("event-id-conflict", misdated(lane, ids.odd))]
      : []),
  ];
}
