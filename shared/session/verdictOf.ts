import type { Coverage } from "./Coverage.ts";
import type { FilterState } from "./FilterState.ts";

export interface Standing {
  readonly coverage: Coverage | undefined;
  /** Undefined: it was never looked at; null: that is no question. */
  readonly filter: FilterState | undefined | null;
  readonly openGaps: number;
  /** Lost within the last week. */
  readonly lostGaps: number;
}

export interface Judged {
  readonly verdict: "right" | "wrong" | "unknown";
  readonly why: readonly string[];
}

/** A re-read comes every quarter of an hour; a look at the filters every hour. */
const STALE_READ_MS = 2 * 60 * 60_000;
const STALE_FILTER_MS = 6 * 60 * 60_000;

/**
 * How something stands, and why it is not right. What could not be checked, or was checked too
 * long ago, is unknown; what is known to be lacking outranks that.
 */
export function judge(standing: Standing, now: number): Judged {
  const wrong = wrongs(standing);
  const unknown = unknowns(standing, now);
  const verdict = wrong.length > 0 ? "wrong" : unknown.length > 0 ? "unknown" : "right";
  return { verdict, why: [...wrong, ...unknown] };
}

function wrongs({ filter, openGaps, lostGaps }: Standing): string[] {
  const why: string[] = [];
  if (filter?.outcome === "absent") why.push(filter.detail || "no subscription filter delivers it");
  if (filter?.outcome === "full" || filter?.outcome === "impossible") why.push(filter.detail);
  for (const change of filter?.changes ?? [])
    if (change === "masked") why.push("a data protection policy masks its text");
    else if (change === "transformed") why.push("a transformer rewrites its log events");
  if (openGaps > 0) why.push(`${openGaps} open gap(s)`);
  if (lostGaps > 0) why.push(`${lostGaps} gap(s) that can't be healed any more, this week`);
  return why;
}

function unknowns({ coverage, filter }: Standing, now: number): string[] {
  const why: string[] = [];
  if (filter === undefined) why.push("whether its events are delivered was never looked at");
  else if (filter?.outcome === "not-checked") why.push(`its filters: ${filter.detail}`);
  else if (filter !== null && now - filter.asOf > STALE_FILTER_MS)
    why.push("its filters were not looked at for more than six hours");
  if (filter?.changes.includes("transformer-unknown") === true)
    why.push("whether a transformer rewrites its log events could not be asked");
  if (filter?.outcome === "no-ssm") return why;
  if (coverage?.problem != null)
    why.push(`it can't be read: ${coverage.problem.code}: ${coverage.problem.message}`);
  if (coverage?.upTo == null || coverage.asOf === null) why.push("it was never re-read whole");
  else if (now - coverage.asOf > STALE_READ_MS)
    why.push("it was not re-read for more than two hours");
  return why;
}
