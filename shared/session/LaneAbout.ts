import type { Facts } from "./Facts.ts";
import { mergeIds, type LaneIds } from "./LaneIds.ts";
import { mergeAllClaims } from "./mergeClaims.ts";
import { compare, type Position } from "./Position.ts";
import { REACHES_MS, type Reach } from "./Reach.ts";

/** What is known of a log stream as a whole; grows, in any order, by {@link mergeLaneAbout}. */
export interface LaneAbout {
  /** The stream's earliest line of the agent, and the spaces after its prefix. */
  readonly gap: { readonly at: Position; readonly spaces: number } | null;
  /** How far its fragments reach: each reach that one of them has, in order. */
  readonly reaches: readonly Reach[];
  /** The gap became another one, and text read with the old one was not read again yet. */
  readonly regap: boolean;
  /** Containers of it that were joined with the sessions that the service puts there. */
  readonly joined?: readonly string[];
  /** Absent while no event ID is of CloudWatch Logs' own shape. */
  readonly ids?: LaneIds;
  /** Contradictions that belong to the stream and to no one session. */
  readonly claims: Facts["claims"];
}

export const NO_LANE: LaneAbout = { gap: null, reaches: [], regap: false, claims: {} };

export function mergeLaneAbout(a: LaneAbout, b: LaneAbout): LaneAbout {
  const gap = earlierGap(a.gap, b.gap);
  const ids = mergeIds(a.ids, b.ids);
  const joined = [...new Set([...(a.joined ?? []), ...(b.joined ?? [])])].sort();
  return {
    gap,
    reaches: REACHES_MS.filter((reach) => a.reaches.includes(reach) || b.reaches.includes(reach)),
    claims: mergeAllClaims(a.claims, b.claims),
    ...(joined.length === 0 ? {} : { joined }),
    ...(ids === undefined ? {} : { ids }),
    regap: a.regap || b.regap || (a.gap?.spaces ?? 0) !== (gap?.spaces ?? 0),
  };
}

function earlierGap(a: LaneAbout["gap"], b: LaneAbout["gap"]): LaneAbout["gap"] {
  if (a === null || b === null) return a ?? b;
  const order = compare(a.at, b.at) || a.spaces - b.spaces;
  return order <= 0 ? a : b;
}
