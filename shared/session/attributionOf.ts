import { actorKey } from "../trail/actorKey.ts";
import { actorName } from "../trail/actorName.ts";
import { principalPart } from "../trail/principalPart.ts";
import type { Claim, Facts, Ref } from "./Facts.ts";
import { compareRefs } from "./mergeClaims.ts";
import { compare } from "./Position.ts";
import type { Act } from "./ServiceFacts.ts";

/** How sure it is whose session it was. */
export type AttributionGrade = "proven" | "reported" | "claimed" | "unknown";

/** Somebody whom evidence names. */
export interface Named {
  /** What all evidence of one actor has in common (`actorKey`). */
  readonly actor: string;
  readonly name: string;
  readonly grade: Exclude<AttributionGrade, "unknown">;
  /** Who or what says so first, in the best grade. */
  readonly at: Ref;
}

export interface Attribution {
  readonly grade: AttributionGrade;
  /** Null while none is known, or while two are named with the same right. */
  readonly actor: string | null;
  /** As a person would say it; without an actor, the name at the front of the session ID. */
  readonly name: string | null;
  /** Everyone whom evidence names: the best grade first, then the earliest. */
  readonly candidates: readonly Named[];
  /** Whoever took the session up again and is not the actor; their word is CloudTrail's. */
  readonly resumedBy: readonly Named[];
}

/**
 * Whose session it was. CloudTrail's `StartSession` proves, DescribeSessions reports; what passed
 * through the container, or is read from the session ID, only ever claims.
 */
export function attributionOf(sessionId: string, facts: Facts): Attribution {
  const { service } = facts;
  const candidates = distinct([
    ...named(service?.started ?? []),
    ...(service?.reported.owner?.kept ?? []).map((claim) => owner(claim, "reported")),
    ...(facts.claims.owner?.kept ?? []).map((claim) => owner(claim, "claimed")),
  ]);
  const [best, second] = candidates;
  const resumers = distinct(named(service?.resumed ?? []));
  if (best === undefined) {
    const name = principalPart(sessionId);
    const grade = name === null ? "unknown" : "claimed";
    return { grade, actor: null, name, candidates, resumedBy: resumers };
  }
  if (second?.grade === best.grade)
    return { grade: "unknown", actor: null, name: null, candidates, resumedBy: resumers };
  const { grade, actor, name } = best;
  const resumedBy = resumers.filter((one) => one.actor !== actor);
  return { grade, actor, name, candidates, resumedBy };
}

/** Under whom the session is listed: the actor, or all who may be; and whoever resumed it. */
export function listedActors({ actor, candidates, resumedBy }: Attribution): string[] {
  const actors = actor === null ? candidates.map((one) => one.actor) : [actor];
  return [...new Set([...actors, ...resumedBy.map((one) => one.actor)])];
}

const named = (acts: readonly Act[]): Named[] =>
  acts.flatMap(({ identity, at }) =>
    identity === null || identity.actor === null
      ? []
      : { actor: identity.actor, name: identity.name, grade: "proven" as const, at },
  );

function owner({ value, at }: Claim, grade: "reported" | "claimed"): Named {
  const actor = actorKey(value);
  return { actor, name: actorName(actor), grade, at };
}

const GRADES = ["proven", "reported", "claimed"] as const;

function distinct(all: readonly Named[]): Named[] {
  const kept = new Map<string, Named>();
  for (const one of all) {
    const known = kept.get(one.actor);
    if (known === undefined || order(one, known) < 0) kept.set(one.actor, one);
  }
  return [...kept.values()].sort(order);
}

const order = (a: Named, b: Named): number =>
  GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) ||
  compareRefs(a.at, b.at) ||
  compare(a.actor, b.actor);
