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
 * another one of its variant came is what an endpoint update left behind.
 */
export function targetsOfEndpoint(sighted: readonly SightedTarget[]): KnownTarget[] {
  const announced = new Set(
    sighted.filter((one) => one.announced).map(({ target }) => keyOf(target)),
  );
  return sighted
    .filter(({ target, announced: own }) => own || !isCovered(target, announced))
    .map((one) => ({
      ...one,
      alternative: one.announced ? null : alternativeOf(one.target),
      generation: isLeftBehind(one, sighted) ? ("earlier" as const) : ("current" as const),
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

function isLeftBehind({ target, last }: SightedTarget, all: readonly SightedTarget[]): boolean {
  const own = all.filter((one) => one.target.instance === target.instance);
  const gone = Math.max(last, ...own.map((one) => one.last));
  return all.some(
    (other) =>
      other.target.variant.toLowerCase() === target.variant.toLowerCase() &&
      other.target.instance !== target.instance &&
      other.first > gone,
  );
}
