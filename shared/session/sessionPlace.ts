import { parseStream } from "../logs/parseStream.ts";
import type { TargetId } from "../target/TargetId.ts";
import { parseTargetId } from "../target/parseTargetId.ts";
import type { Facts } from "./Facts.ts";
import { parseLane } from "./Lane.ts";

/**
 * Where the session ran, as far as anything says: the endpoint streams that name it first (the
 * platform writes their names), then the targets that text claims.
 */
export function sessionTargets(facts: Facts): TargetId[] {
  const fromLanes = facts.sources.flatMap((source) => laneTarget(source.lane, source.container));
  const claimed = (facts.claims.target?.kept ?? []).flatMap(
    ({ value }) => parseTargetId(value) ?? [],
  );
  const spelt = fromLanes.map((target) => ({ ...target, ...sameInstance(target, claimed) }));
  return spelt.length > 0 ? spelt : claimed;
}

/** A claim that names the stream's own instance tells how the target ID itself is spelt. */
const sameInstance = (target: TargetId, claimed: readonly TargetId[]): TargetId =>
  claimed.find(
    (other) =>
      other.endpoint.toLowerCase() === target.endpoint.toLowerCase() &&
      other.instance === target.instance &&
      (other.container === undefined ||
        other.container.toLowerCase() === target.container?.toLowerCase()),
  ) ?? target;

export function laneTarget(lane: string, container: string | null): TargetId[] {
  const parsed = parseLane(lane);
  if (parsed === undefined || container === null) return [];
  const stream = parseStream({ ...parsed, sessionLogGroups: [] });
  if (stream.kind !== "endpoint") return [];
  const { endpoint, variant, instance } = stream;
  return [{ endpoint, variant, instance, ...(container === "" ? {} : { container }) }];
}

export const sessionEndpoints = (facts: Facts): string[] => [
  ...new Set(sessionTargets(facts).map(({ endpoint }) => endpoint.toLowerCase())),
];
