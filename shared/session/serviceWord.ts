import { SCHEME, type TargetId } from "../target/TargetId.ts";
import { parseTargetId } from "../target/parseTargetId.ts";
import type { Facts } from "./Facts.ts";
import { timeOf } from "./Position.ts";
import type { ReportedKind } from "./ServiceFacts.ts";

export const reported = ({ service }: Facts, kind: ReportedKind): readonly string[] =>
  (service?.reported[kind]?.kept ?? []).map(({ value }) => value);

/** The targets that the service names, as it spells them; CloudTrail's first. */
export function serviceTargets(facts: Facts): string[] {
  const started = facts.service?.started.flatMap(({ target }) => target ?? []) ?? [];
  return [...new Set([...started, ...reported(facts, "target")])];
}

/** Whether the target is one of an endpoint; whoever types it may write it in another case. */
export const isEndpointTarget = (target: string): boolean =>
  target.slice(0, SCHEME.length).toLowerCase() === SCHEME;

export const parseServiceTarget = (target: string): TargetId | undefined =>
  isEndpointTarget(target) ? parseTargetId(SCHEME + target.slice(SCHEME.length)) : undefined;

/** Whose the service says the session is; `silent` while it names no target. */
export function verdictOf(facts: Facts): "endpoint" | "other" | "silent" {
  const targets = serviceTargets(facts);
  if (targets.length === 0) return "silent";
  return targets.some(isEndpointTarget) ? "endpoint" : "other";
}

/** When the service opened it, epoch milliseconds. */
export function serviceStart(facts: Facts): number | null {
  const [act] = facts.service?.started ?? [];
  if (act !== undefined) return timeOf(act.at.position);
  const dates = reported(facts, "start").map(Number);
  return dates.length === 0 ? null : Math.min(...dates);
}

/** When the service ended it, epoch milliseconds. A session that nobody terminates has an EndDate only. */
export function serviceEnd(facts: Facts): number | null {
  const dates = reported(facts, "end").map(Number);
  if (dates.length > 0) return Math.max(...dates);
  const [act] = facts.service?.terminated ?? [];
  return act === undefined ? null : timeOf(act.at.position);
}
