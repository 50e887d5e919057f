import { SCHEME, type TargetId } from "./TargetId.ts";

/** The inverse of `parseTargetId`. */
export function formatTargetId({ endpoint, variant, instance, container }: TargetId): string {
  const instanceTarget = `${SCHEME}${endpoint}_${variant}_${instance}`;
  return container === undefined ? instanceTarget : `${instanceTarget}_${container}`;
}
