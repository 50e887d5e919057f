import { formatTargetId } from "../target/formatTargetId.ts";
import type { PlaceAnswer, TargetAnswer } from "./Answer.ts";
import type { KnownTarget } from "./targetsOfEndpoint.ts";

/** A target as an answer shows it, with the line that opens a session on it. */
export function describeTarget(place: PlaceAnswer, known: KnownTarget): TargetAnswer {
  const { target, announced, service, alternative, generation, first, last } = known;
  const id = formatTargetId(target);
  const region = place.region === "unknown" ? "" : ` --region ${place.region}`;
  return {
    ...place,
    target: id,
    endpoint: target.endpoint,
    variant: target.variant,
    instance: target.instance,
    container: target.container ?? null,
    known: announced ? "announced" : service ? "service" : "derived",
    alternative,
    generation,
    firstSeen: new Date(first).toISOString(),
    // The last sight is kept to the minute, rounded down.
    lastSeen: new Date(Math.max(first, last)).toISOString(),
    live: "unknown",
    startSession: `aws ssm start-session --target ${id}${region}`,
  };
}
