import type { Claim, Claims, Ref } from "./Facts.ts";
import { compare } from "./Position.ts";

/** Forged lines can claim without end; the earliest ones are kept, and that there were more. */
export const MOST_CLAIMS = 8;

export type ClaimsByKind<K extends string> = Partial<Record<K, Claims>>;

export function mergeAllClaims<K extends string>(
  a: ClaimsByKind<K>,
  b: ClaimsByKind<K>,
): ClaimsByKind<K> {
  const merged: ClaimsByKind<K> = { ...a };
  for (const kind of Object.keys(b) as K[]) {
    const [ours, theirs] = [a[kind], b[kind]];
    if (theirs !== undefined)
      merged[kind] = ours === undefined ? theirs : mergeClaims(ours, theirs);
  }
  return inOrder(merged);
}

// Bodies are compared as text, so keys need one order.
const inOrder = <K extends string>(claims: ClaimsByKind<K>): ClaimsByKind<K> =>
  Object.fromEntries(Object.entries(claims).sort(([a], [b]) => compare(a, b))) as ClaimsByKind<K>;

export const compareRefs = (a: Ref, b: Ref): number =>
  compare(a.position, b.position) || compare(a.lane, b.lane);

function mergeClaims(a: Claims, b: Claims): Claims {
  const earliest = new Map<string, Claim>();
  for (const claim of [...a.kept, ...b.kept]) {
    const known = earliest.get(claim.value);
    if (known === undefined || compareRefs(claim.at, known.at) < 0)
      earliest.set(claim.value, claim);
  }
  const all = [...earliest.values()].sort(
    (x, y) => compareRefs(x.at, y.at) || compare(x.value, y.value),
  );
  return { kept: all.slice(0, MOST_CLAIMS), more: a.more || b.more || all.length > MOST_CLAIMS };
}
