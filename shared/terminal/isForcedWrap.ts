/**
 * Whether what follows a space and CR is the rest of a wrapped line (as readline, or zle, which prints
 * the first character twice, goes on), not readline's search prompt.
 */
export function isForcedWrap(next: string): boolean {
  return /^(?:[^\x00-\x1f\x7f(]|\x1b\[K[^\x00-\x1f]\r|\x1b\[A\x1b)/.test(next);
}
