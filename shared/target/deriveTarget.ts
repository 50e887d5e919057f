import type { TargetId } from "./TargetId.ts";

export interface DerivedTarget {
  /** With the container suffix, as endpoints of several containers spell it. */
  readonly target: TargetId;
  /** Without it: right if the model has a single container, which the stream doesn't tell. */
  readonly alternative: TargetId;
}

/** The target that a line's stream and prefix point at, where no line names it. */
export function deriveTarget(
  { endpoint, variant, instance }: Omit<TargetId, "container">,
  container: string,
): DerivedTarget {
  const alternative = { endpoint, variant, instance };
  return { target: { ...alternative, container }, alternative };
}
