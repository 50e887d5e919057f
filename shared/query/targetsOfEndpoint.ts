import { formatTargetId } from "../target/formatTargetId.ts";
import type { TargetId } from "../target/TargetId.ts";

/** A target of one endpoint as evidence shows it. */
export interface SightedTarget {
  readonly target: TargetId;
  readonly announced: boolean;
  /** Epoch milliseconds. */
  readonly first: number;
  readonly last: number;
}

export interface KnownTarget extends SightedTarget {
  readonly alternative: string | null;
  readonly generation: "current" | "earlier";
}

/**
 * The targets of one endpoint, the current generation first, then by variant, instance, container.
 * A container that an announcement covers is not derived as well; an instance that was gone before
 * another one of its variant came, or within an hour of that, is what an endpoint update left behind.
 */
export function targetsOfEndpoint(sighted: readonly SightedTarget[]): KnownTarget[] {
  const left = leftBehind(sighted);
  const announced = new Set(
    sighted.filter((one) => one.announced).map(({ target }) => keyOf(target)),
  );
  return sighted
    .filter(({ target, announced: own }) => own || !isCovered(target, announced))
    .map((one) => ({
      ...one,
      alternative: one.announced ? null : alternativeOf(one.target),
      generation: left.has(instanceKey(one.target)) ? ("earlier" as const) : ("current" as const),
    }))
    .sort((a, b) => order(a.generation, b.generation) || order(keyOf(a.target), keyOf(b.target)));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const keyOf = (target: TargetId): string => formatTargetId(target).toLowerCase();

function isCovered(target: TargetId, announced: ReadonlySet<string>): boolean {
  const { container, ...single } = target;
  return announced.has(keyOf(target)) || (container !== undefined && announced.has(keyOf(single)));
}

function alternativeOf({ container, ...single }: TargetId): string | null {
  return container === undefined ? null : formatTargetId(single);
}

/** An endpoint update starts the new instances while the old ones still serve. */
const OVERLAP_MS = 60 * 60_000;

/** The instances that an update left behind, told by their variant's later ones. */
function leftBehind(sighted: readonly SightedTarget[]): ReadonlySet<string> {
  const lives = new Map<string, Life>();
  for (const { target, first, last } of sighted) {
    const known = lives.get(instanceKey(target));
    lives.set(instanceKey(target), {
      variant: target.variant.toLowerCase(),
      first: Math.min(first, known?.first ?? first),
      last: Math.max(last, known?.last ?? last),
    });
  }
  const all = [...lives.values()];
  const left = [...lives].filter(([, own]) => all.some((other) => replaces(other, own)));
  return new Set(left.map(([key]) => key));
}

interface Life {
  readonly variant: string;
  readonly first: number;
  readonly last: number;
}

const instanceKey = ({ variant, instance }: TargetId): string =>
  `${variant.toLowerCase()}_${instance}`;

const replaces = (other: Life, own: Life): boolean =>
  other.variant === own.variant &&
  other.first > own.first + OVERLAP_MS &&
  other.first > own.last - OVERLAP_MS &&
  other.last > own.last;
