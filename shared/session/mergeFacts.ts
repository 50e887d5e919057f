import type { Facts, Ref, Source } from "./Facts.ts";
import { compareRefs, mergeAllClaims } from "./mergeClaims.ts";
import { mergeServiceFacts } from "./mergeServiceFacts.ts";
import { compare, type Position } from "./Position.ts";

export const MOST_SOURCES = 12;

/** Commutative, associative, idempotent: the order in which evidence arrives can't matter. */
export function mergeFacts(a: Facts, b: Facts): Facts {
  const service = mergeServiceFacts(a.service, b.service);
  return {
    opened: earlier(a.opened, b.opened),
    ended: later(a.ended, b.ended),
    first: earlier(a.first, b.first),
    last: later(a.last, b.last),
    claims: mergeAllClaims(a.claims, b.claims),
    sources: mergeSources(a.sources, b.sources),
    ...(service === undefined ? {} : { service }),
    ...longer(a, b),
  };
}

/** A setting that changed while text came: no line may be without its session for that. */
const longer = ({ longest: a }: Facts, { longest: b }: Facts): Pick<Facts, "longest"> => {
  if (a === undefined && b === undefined) return {};
  return { longest: Math.max(a ?? 0, b ?? 0) };
};

function earlier(a: Ref | null, b: Ref | null): Ref | null {
  if (a === null || b === null) return a ?? b;
  return compareRefs(a, b) <= 0 ? a : b;
}

function later(a: Ref | null, b: Ref | null): Ref | null {
  if (a === null || b === null) return a ?? b;
  return compareRefs(a, b) >= 0 ? a : b;
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
  first: earliestKnown(a.first, b.first),
  last: compare(a.last, b.last) >= 0 ? a.last : b.last,
});

/** Empty where no line names the session: the service says that its text is there. */
function earliestKnown(a: Position, b: Position): Position {
  if (a === "" || b === "") return a === "" ? b : a;
  return compare(a, b) <= 0 ? a : b;
}
