import { parseTargetId } from "../target/parseTargetId.ts";
import { formatTargetId } from "../target/formatTargetId.ts";
import { attributionOf } from "./attributionOf.ts";
import type { Facts, Ref, Source } from "./Facts.ts";
import type { Finding, FindingKind } from "./Finding.ts";
import { timeOf } from "./Position.ts";
import { isSamePlace, knownTargets, laneTarget } from "./sessionPlace.ts";
import { serviceEnd, serviceStart, serviceTargets, verdictOf } from "./serviceWord.ts";
import { startedCommands } from "./startedCommands.ts";

/** What is told where: the finding's kind, its values, and the event that says so. */
interface Told {
  readonly kind: FindingKind;
  readonly detail: readonly string[];
  readonly at: Ref;
  /** Where another endpoint than the session's own must hear of it. */
  readonly endpoint?: string;
}

/** The findings that the service's word makes: what contradicts it, and what it says itself. */
export function serviceFindings(
  scope: string,
  sessionId: string,
  endpoint: string | null,
  facts: Facts,
): Finding[] {
  if (facts.service === undefined) return [];
  const told = [
    ...ownerFindings(sessionId, facts),
    ...targetFindings(facts),
    ...commandFindings(facts),
    ...lifeFindings(facts),
    ...actFindings(sessionId, facts),
  ];
  return told.map((one) => ({ scope, sessionId, ...one, endpoint: one.endpoint ?? endpoint }));
}

/** Everybody whom anything but the best source names. */
function ownerFindings(sessionId: string, facts: Facts): Told[] {
  const [best, ...others] = attributionOf(sessionId, facts).candidates;
  if (best === undefined || best.grade === "claimed") return [];
  return others.map(({ actor, grade, at }) => ({
    kind: "owner-contradicted",
    detail: [`${best.grade}: ${best.actor}`, `${grade}: ${actor}`],
    at,
  }));
}

function targetFindings(facts: Facts): Told[] {
  const verdict = verdictOf(facts);
  if (verdict === "silent") return [];
  const known = knownTargets(facts);
  const [first = ""] = serviceTargets(facts);
  const contradicts = (text: string): boolean => {
    const target = parseTargetId(text);
    if (target !== undefined) return !known.some((one) => isSamePlace(one, target));
    return !serviceTargets(facts).includes(text);
  };
  const claimed = (facts.claims.target?.kept ?? []).filter(({ value }) => contradicts(value));
  const elsewhere = facts.sources.flatMap((source) =>
    laneTarget(source.lane, source.container)
      .filter((target) => !known.some((one) => isSamePlace(one, target)))
      .map((target) => ({ source, target })),
  );
  const detail = (text: string): string[] => [`service: ${first}`, `text: ${text}`];
  return [
    ...claimed.map(({ value, at }): Told => ({
      kind: "target-contradicted",
      detail: detail(value),
      at,
    })),
    ...elsewhere.map(({ source, target }): Told => ({
      kind: "target-contradicted",
      detail: detail(formatTargetId(target)),
      at: { lane: source.lane, position: source.first },
      endpoint: target.endpoint,
    })),
  ];
}

function commandFindings(facts: Facts): Told[] {
  const { started = [] } = facts.service ?? {};
  if (started.length === 0 || started.some(({ omitted }) => omitted.length > 0)) return [];
  const known = startedCommands(facts).map(({ value }) => value);
  return (facts.claims.command?.kept ?? [])
    .filter(({ value }) => !known.includes(value))
    .map(({ value, at }) => ({
      kind: "command-contradicted",
      detail: [...known.map((one) => `CloudTrail: ${one}`), `text: ${value}`],
      at,
    }));
}

/** CloudTrail tells whole seconds, and clocks differ. */
const EARLY_MS = 10_000;
/** What the agent ships after the end: the last lines; the end of its own work; an upload. */
const LATE_MS = { streamed: 60_000, prefixed: 120_000, transcript: 15 * 60_000 } as const;

function lifeFindings(facts: Facts): Told[] {
  const [start, end] = [serviceStart(facts), serviceEnd(facts)];
  const tell = (source: Source, position: string, why: string): Told => ({
    kind: "outside-life",
    detail: [source.form, why],
    at: { lane: source.lane, position },
  });
  return facts.sources.flatMap((source) => {
    const { first, last, form } = source;
    if (first === "") return [];
    const early = start !== null && timeOf(first) < start - EARLY_MS;
    const late = end !== null && timeOf(last) > end + LATE_MS[form];
    return [
      ...(early ? [tell(source, first, "before the service opened the session")] : []),
      ...(late
        ? [tell(source, last.replace(/!~$/, ""), "after the service ended the session")]
        : []),
    ];
  });
}

function actFindings(sessionId: string, facts: Facts): Told[] {
  const { started = [], resumed = [], terminated = [] } = facts.service ?? {};
  const { actor, grade, resumedBy } = attributionOf(sessionId, facts);
  const owner = grade === "proven" || grade === "reported" ? actor : null;
  const root = started.find(
    ({ identity }) => identity?.type === "Root" || identity?.actor?.endsWith(":root") === true,
  );
  return [
    ...(root === undefined
      ? []
      : [{ kind: "root-session", detail: [root.identity?.actor ?? "root"], at: root.at } as const]),
    ...(owner === null
      ? []
      : resumedBy.map((one): Told => ({
          kind: "resumed-by-other",
          detail: [`opened by ${owner}`, `resumed by ${one.actor}`],
          at: one.at,
        }))),
    ...[...started, ...resumed, ...terminated]
      .filter(({ omitted }) => omitted.length > 0)
      .map(({ omitted, at }): Told => ({ kind: "record-cut", detail: omitted, at })),
  ];
}
