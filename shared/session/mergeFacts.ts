import type { Claim, ClaimKind, Claims, Facts, Ref, Source } from "./Facts.ts";
import { compare } from "./Position.ts";

/** Forged lines can claim without end; the earliest ones are kept, and that there were more. */
export const MOST_CLAIMS = 8;
export const MOST_SOURCES = 12;

/** Commutative, associative, idempotent: the order in which evidence arrives can't matter. */
export function mergeFacts(a: Facts, b: Facts): Facts {
  return {
    opened: earlier(a.opened, b.opened),
    ended: later(a.ended, b.ended),
    first: earlier(a.first, b.first),
    last: later(a.last, b.last),
    claims: mergeAllClaims(a.claims, b.claims),
    sources: mergeSources(a.sources, b.sources),
  };
}

const compareRefs = (a: Ref, b: Ref): number =>
  compare(a.position, b.position) || compare(a.lane, b.lane);

function earlier(a: Ref | null, b: Ref | null): Ref | null {
  if (a === null || b === null) return a ?? b;
  return compareRefs(a, b) <= 0 ? a : b;
}

function later(a: Ref | null, b: Ref | null): Ref | null {
  if (a === null || b === null) return a ?? b;
  return compareRefs(a, b) >= 0 ? a : b;
}

export function mergeAllClaims(a: Facts["claims"], b: Facts["claims"]): Facts["claims"] {
  const merged: Partial<Record<ClaimKind, Claims>> = { ...a };
  for (const kind of Object.keys(b) as ClaimKind[]) {
    const [ours, theirs] = [a[kind], b[kind]];
    if (theirs !== undefined)
      merged[kind] = ours === undefined ? theirs : mergeClaims(ours, theirs);
  }
  return inOrder(merged);
}

// Bodies are compared as text, so keys need one order.
const inOrder = (claims: Facts["claims"]): Facts["claims"] =>
  Object.fromEntries(Object.entries(claims).sort(([a], [b]) => compare(a, b)));

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

export const sourceKey = (source: Pick<Source, "form" | "lane" | "container">): string =>
  `${source.form}|${source.lane}|${source.container ?? ""}`;

function mergeSources(a: readonly Source[], b: readonly Source[]): readonly Source[] {
  const merged = new Map(a.map((source) => [sourceKey(source), source]));
  for (const source of b) {
    const known = merged.get(sourceKey(source));
    merged.set(sourceKey(source), known === undefined ? source : mergeSource(known, source));
  }
  return [...merged.values()]
    .sort((x, y) => compare(sourceKey(x), sourceKey(y)))
    .slice(0, MOST_SOURCES);
}

const mergeSource = (a: Source, b: Source): Source => ({
  ...a,
  declared: a.declared || b.declared,
  first: compare(a.first, b.first) <= 0 ? a.first : b.first,
  last: compare(a.last, b.last) >= 0 ? a.last : b.last,
});
