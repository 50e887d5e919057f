import { formatTargetId } from "../target/formatTargetId.ts";
import type { TargetId } from "../target/TargetId.ts";

/** A target of one endpoint as evidence shows it. */
export interface SightedTarget {
  readonly target: TargetId;
  readonly announced: boolean;
  /** The service says that a session was opened on it. */
  readonly service: boolean;
  /** Epoch milliseconds. */
  readonly first: number;
  readonly last: number;
  /** When the agent announced it, and closed its control channel, last; null: it never did. */
  readonly opened: number | null;
  readonly closed: number | null;
}

export interface KnownTarget extends SightedTarget {
  readonly alternative: string | null;
  readonly generation: Generation;
}

/**
 * `current` · `quiet`: nothing was heard of it since another instance of its variant came, and it may
 * serve all the same · `earlier`: an endpoint update left it behind.
 */
export type Generation = "current" | "quiet" | "earlier";

/**
 * The targets of one endpoint, the current generation first, then by variant, instance, container.
 * A container that an announcement, or the service, covers is not derived as well.
 */
export function targetsOfEndpoint(sighted: readonly SightedTarget[]): KnownTarget[] {
  const generations = generationsOf(sighted);
  const named = new Set(sighted.filter(isNamed).map(({ target }) => keyOf(target)));
  return sighted
    .filter((one) => isNamed(one) || !isCovered(one.target, named))
    .map((one) => ({
      ...one,
      alternative: isNamed(one) ? null : alternativeOf(one.target),
      generation: generations.get(instanceKey(one.target)) ?? ("current" as const),
    }))
    .sort(
      (a, b) => RANK[a.generation] - RANK[b.generation] || order(keyOf(a.target), keyOf(b.target)),
    );
}

const isNamed = ({ announced, service }: SightedTarget): boolean => announced || service;

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const keyOf = (target: TargetId): string => formatTargetId(target).toLowerCase();

function isCovered(target: TargetId, named: ReadonlySet<string>): boolean {
  const { container, ...single } = target;
  return named.has(keyOf(target)) || (container !== undefined && named.has(keyOf(single)));
}

function alternativeOf({ container, ...single }: TargetId): string | null {
  return container === undefined ? null : formatTargetId(single);
}

const RANK: Readonly<Record<Generation, number>> = { current: 0, quiet: 1, earlier: 2 };

/** An endpoint update starts the new instances while the old ones still serve. */
const OVERLAP_MS = 60 * 60_000;
/** An agent that serves nobody says little; this long beside one that speaks, it is taken for gone. */
const SILENCE_MS = 24 * 60 * 60_000;

/** As it stops, an agent says a few things more. */
const LAST_WORDS_MS = 60_000;

interface Life {
  readonly variant: string;
  readonly first: number;
  readonly last: number;
  readonly opened: number;
  readonly closed: number;
}

/**
 * What each instance is beside the later ones of its variant. Silence proves little, so it takes the
 * agent's own goodbye, or a day of it, to fold an instance away.
 */
function generationsOf(sighted: readonly SightedTarget[]): ReadonlyMap<string, Generation> {
  const lives = new Map<string, Life>();
  for (const { target, first, last, opened, closed } of sighted) {
    const known = lives.get(instanceKey(target));
    lives.set(instanceKey(target), {
      variant: target.variant.toLowerCase(),
      first: Math.min(first, known?.first ?? first),
      last: Math.max(last, known?.last ?? last),
      opened: Math.max(opened ?? -Infinity, known?.opened ?? -Infinity),
      closed: Math.max(closed ?? -Infinity, known?.closed ?? -Infinity),
    });
  }
  const all = [...lives.values()];
  return new Map([...lives].map(([key, own]) => [key, generationOf(own, all)]));
}

function generationOf(own: Life, all: readonly Life[]): Generation {
  const later = all.filter((other) => replaces(other, own));
  if (later.length === 0) return "current";
  const saidGoodbye = own.closed > own.opened && own.closed + LAST_WORDS_MS >= own.last;
  const silent = later.some(({ last }) => last - own.last > SILENCE_MS);
  return saidGoodbye || silent ? "earlier" : "quiet";
}

const instanceKey = ({ variant, instance }: TargetId): string =>
  `${variant.toLowerCase()}_${instance}`;

/** Came while `own` fell silent: up to an hour before its last word, or after it. */
const replaces = (other: Life, own: Life): boolean =>
  other.variant === own.variant &&
  other.first > own.first + OVERLAP_MS &&
  other.first > own.last - OVERLAP_MS &&
  other.last > own.last;
