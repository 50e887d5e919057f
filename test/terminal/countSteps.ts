import { metered } from "../laws/workMeter.ts";

export interface Steps {
  /** Characters that were looked at: by expressions and searches, or one at a time. */
  readonly steps: number;
  /** Expressions that backtracked more than any linear match does. */
  readonly exploded: readonly string[];
}

type CharAt = (this: string, at: number) => number;

/** What a piece of work costs, in steps that no other load on the machine changes. */
export function countSteps(work: () => void): Steps {
  const names = ["charCodeAt", "codePointAt"] as const;
  const originals = names.map((name) => Reflect.get(String.prototype, name) as CharAt);
  let single = 0;
  for (const [n, name] of names.entries()) {
    const original = originals[n] as CharAt;
    const counted: CharAt = function (at) {
      single++;
      return original.call(this, at);
    };
    Reflect.set(String.prototype, name, counted);
  }
  try {
    const { scanned, exploded } = metered(work);
    return { steps: scanned + single, exploded };
  } finally {
    for (const [n, name] of names.entries()) Reflect.set(String.prototype, name, originals[n]);
  }
}
