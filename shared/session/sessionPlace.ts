import { parseStream } from "../logs/parseStream.ts";
import type { TargetId } from "../target/TargetId.ts";
import { parseTargetId } from "../target/parseTargetId.ts";
import type { Facts } from "./Facts.ts";
import { parseLane } from "./Lane.ts";
import { parseServiceTarget, serviceTargets, verdictOf } from "./serviceWord.ts";

/**
 * Where the session ran, as far as anything says: the target that the service names; else the
 * endpoint streams that name it (the platform writes their names), then the targets that text claims.
 */
export function sessionTargets(facts: Facts): TargetId[] {
  const known = knownTargets(facts);
  if (known.length > 0) return known;
  const fromLanes = laneTargets(facts);
  const claimed = (facts.claims.target?.kept ?? []).flatMap(
    ({ value }) => parseTargetId(value) ?? [],
  );
  const spelt = fromLanes.map((target) => ({ ...target, ...sameInstance(target, claimed) }));
  return spelt.length > 0 ? spelt : claimed;
}

/** The endpoint targets that the service names. */
export const knownTargets = (facts: Facts): TargetId[] =>
  serviceTargets(facts).flatMap((target) => parseServiceTarget(target) ?? []);

/** The targets whose streams carry lines or records that name the session. */
export const laneTargets = (facts: Facts): TargetId[] =>
  facts.sources.flatMap((source) => laneTarget(source.lane, source.container));

/** The service says that the session ran elsewhere than in that container of that stream. */
export function isElsewhere(facts: Facts, lane: string, container: string): boolean {
  const known = knownTargets(facts);
  if (known.length === 0) return verdictOf(facts) === "other";
  return laneTarget(lane, container).every(
    (own) => !known.some((target) => isSamePlace(target, own)),
  );
}

/** Case tells no names apart; a target without a container may be any of its instance's. */
export const isSamePlace = (a: TargetId, b: TargetId): boolean =>
  a.endpoint.toLowerCase() === b.endpoint.toLowerCase() &&
  a.variant.toLowerCase() === b.variant.toLowerCase() &&
  a.instance === b.instance &&
  (a.container === undefined ||
    b.container === undefined ||
    a.container.toLowerCase() === b.container.toLowerCase());

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
