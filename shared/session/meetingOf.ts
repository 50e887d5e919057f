import { attributionOf } from "./attributionOf.ts";
import type { Facts } from "./Facts.ts";
import type { Finding } from "./Finding.ts";
import { compare, startOfTime, timeOf } from "./Position.ts";
import type { ReadingHead } from "./ReadingHead.ts";
import { isSamePlace, sessionTargets } from "./sessionPlace.ts";
import { isShown } from "./standingOf.ts";
import { endOf, startOf } from "./window.ts";

/** When a session was surely open, epoch milliseconds: without an end, up to its last word. */
export function lifeOf(facts: Facts): { from: number; to: number } | undefined {
  const from = startOf(facts);
  if (from === null) return undefined;
  const last = facts.last === null ? from : timeOf(facts.last.position);
  return { from, to: Math.max(from, endOf(facts) ?? last) };
}

/** What two sessions make that were open in one container at once; undefined where they were not. */
export function meetingOf(one: ReadingHead, other: ReadingHead): Finding | undefined {
  const [a, b] = [one, other].sort((x, y) => compare(idOf(x), idOf(y)));
  if (a === undefined || b === undefined || idOf(a) === idOf(b)) return undefined;
  if (a.ref.kind !== "session" || !isShown(a.facts) || !isShown(b.facts)) return undefined;
  const [lifeA, lifeB] = [lifeOf(a.facts), lifeOf(b.facts)];
  if (lifeA === undefined || lifeB === undefined) return undefined;
  const from = Math.max(lifeA.from, lifeB.from);
  if (from >= Math.min(lifeA.to, lifeB.to)) return undefined;
  const targets = sessionTargets(b.facts);
  const [target] = sessionTargets(a.facts).filter((own) =>
    targets.some((theirs) => isSamePlace(own, theirs)),
  );
  if (target === undefined) return undefined;
  const lane = (a.facts.first ?? b.facts.first)?.lane ?? `trail-record#${a.ref.scope}`;
  return {
    kind: arePeople(a, b) ? "people-at-once" : "sessions-at-once",
    scope: a.ref.scope,
    endpoint: target.endpoint,
    sessionId: a.ref.sessionId,
    detail: [idOf(a), idOf(b)],
    at: { lane, position: startOfTime(from) },
  };
}

const idOf = ({ ref }: ReadingHead): string => (ref.kind === "session" ? ref.sessionId : "");

/** Two different actors, each by the service's word. */
function arePeople(...heads: readonly ReadingHead[]): boolean {
  const actors = heads.map((head) => {
    const { actor, grade } = attributionOf(idOf(head), head.facts);
    return grade === "proven" || grade === "reported" ? actor : null;
  });
  return actors.every((actor) => actor !== null) && new Set(actors).size > 1;
}
