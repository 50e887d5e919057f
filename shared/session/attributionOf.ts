import type { Facts } from "./Facts.ts";
import { compare } from "./Position.ts";

/** How sure it is whose session it was. */
export type AttributionGrade = "proven" | "reported" | "claimed" | "unknown";

export interface Attribution {
  readonly grade: AttributionGrade;
  /** The actor's ARN; null while none is known, or while two are claimed. */
  readonly actor: string | null;
  /** Everyone whom evidence names, with the event that says so first. */
  readonly candidates: readonly {
    readonly arn: string;
    readonly lane: string;
    readonly position: string;
  }[];
}

/** Whose session it was. What passed through the container only ever claims. */
export function attributionOf(facts: Facts): Attribution {
  const candidates = (facts.claims.owner?.kept ?? [])
    .map(({ value, at }) => ({ arn: value, ...at }))
    .sort((a, b) => compare(a.position, b.position) || compare(a.arn, b.arn));
  const [only, second] = candidates;
  if (only === undefined || second !== undefined)
    return { grade: "unknown", actor: null, candidates };
  return { grade: "claimed", actor: only.arn, candidates };
}
