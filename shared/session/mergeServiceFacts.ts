import { mergeAllClaims } from "./mergeClaims.ts";
import { compare } from "./Position.ts";
import type { Act, ServiceFacts } from "./ServiceFacts.ts";

/** The service makes one start a session; more of any kind than this is somebody's file. */
const MOST_ACTS = 4;
const MOST_RESUMERS = 8;

/** Commutative, associative, idempotent. */
export function mergeServiceFacts(
  a: ServiceFacts | undefined,
  b: ServiceFacts | undefined,
): ServiceFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    started: mergeActs(a.started, b.started, ({ at }) => at.position).slice(0, MOST_ACTS),
    resumed: mergeActs(a.resumed, b.resumed, actorOf).slice(0, MOST_RESUMERS),
    terminated: mergeActs(a.terminated, b.terminated, ({ at }) => at.position).slice(0, MOST_ACTS),
    reported: mergeAllClaims(a.reported, b.reported),
  };
}

const actorOf = ({ identity }: Act): string => identity?.actor ?? "";

/** One act of each name, the earliest; of one record in two layouts, the one that sorts last. */
function mergeActs(
  a: readonly Act[],
  b: readonly Act[],
  nameOf: (act: Act) => string,
): readonly Act[] {
  const kept = new Map<string, Act>();
  for (const act of [...a, ...b]) {
    const known = kept.get(nameOf(act));
    if (known === undefined || order(act, known) < 0) kept.set(nameOf(act), act);
  }
  return [...kept.values()].sort(order);
}

const order = (a: Act, b: Act): number =>
  compare(a.at.position, b.at.position) || compare(JSON.stringify(b), JSON.stringify(a));
