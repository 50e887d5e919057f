import type { Pending } from "./State.ts";

/** A bell, a list of what the last word may become, and the same line again: tab was hit, not Enter. */
export function isCompletionList(pending: Pending, next: string): boolean {
  if (!next.startsWith(pending.text) || pending.head.length === 0) return false;
  const word = /[^\s/]*$/.exec(pending.text)?.[0] ?? "";
  return pending.head.every((line) =>
    line
      .trim()
      .split(/ {2,}|\t/)
      .every((name) => name.startsWith(word)),
  );
}
