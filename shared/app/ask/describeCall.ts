import type { CallAnswer } from "../../query/Answer.ts";
import type { Act } from "../../session/ServiceFacts.ts";
import type { TrailAction } from "../../trail/TrailRecord.ts";
import { evidenceOf } from "./describe.ts";

/** A call as its trail record tells it. */
export function describeCall(action: TrailAction, act: Act): CallAnswer {
  const { identity, target, document, parameters, reason, sourceIp, userAgent, omitted, at } = act;
  return {
    action,
    actor: identity?.actor ?? null,
    name: identity?.name ?? null,
    identityType: identity?.type ?? null,
    proof: Object.entries(identity?.proof ?? {}).map(([field, value]) => ({ field, value })),
    target,
    document,
    parameters,
    reason,
    sourceIp,
    userAgent,
    omitted,
    evidence: evidenceOf(at.lane, at.position),
  };
}
