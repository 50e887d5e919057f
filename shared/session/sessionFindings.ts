import { findTargetIds } from "../target/findTargetIds.ts";
import { targetKey } from "../target/targetKey.ts";
import { actorKey } from "../trail/actorKey.ts";
import type { Claim, ClaimKind, Facts } from "./Facts.ts";
import type { Finding, FindingKind } from "./Finding.ts";

/** The findings that a session's own facts make; none while they contradict nothing. */
export function sessionFindings(
  scope: string,
  sessionId: string,
  endpoint: string | null,
  facts: Facts,
): Finding[] {
  const finding = (kind: FindingKind, claims: readonly Claim[], at: Claim): Finding => ({
    kind,
    scope,
    endpoint,
    sessionId,
    detail: claims.map(({ value }) => value),
    at: at.at,
  });
  const all = (kind: ClaimKind): readonly Claim[] => facts.claims[kind]?.kept ?? [];
  const each = (kind: FindingKind, claims: readonly Claim[]): Finding[] =>
    claims.map((claim) => finding(kind, [claim], claim));
  const several = (kind: FindingKind, claims: readonly Claim[]): Finding[] => {
    const second = claims[1];
    return second === undefined ? [] : [finding(kind, claims, second)];
  };
  return [
    ...several("two-owners", distinctOwners(all("owner"))),
    ...several("two-targets", distinctTargets(all("target"))),
    ...each("session-stream-conflict", all("other-session")),
    ...each("event-id-conflict", all("event-id-conflict")),
    ...each("logging-failure", all("logging-failure")),
    ...each("session-failed", all("failure")),
    ...each("tampering", all("tampering")),
  ];
}

/** Owners that are one actor's, however they are spelt, are one. */
const distinctOwners = (claims: readonly Claim[]): Claim[] =>
  claims.filter(
    ({ value }, n) => claims.findIndex((other) => actorKey(other.value) === actorKey(value)) === n,
  );

/** Case tells no targets apart, and the form without a container goes with any form that has one. */
function distinctTargets(claims: readonly Claim[]): Claim[] {
  const seen: string[] = [];
  return claims.filter(({ value }) => {
    const target = findTargetIds(value)[0];
    const key = target === undefined ? value.toLowerCase() : targetKey(target);
    const same = seen.some(
      (other) => other === key || other.startsWith(`${key}_`) || key.startsWith(`${other}_`),
    );
    if (!same) seen.push(key);
    return !same;
  });
}
