import type { Facts, Source } from "./Facts.ts";
import { verdictOf } from "./serviceWord.ts";

/**
 * Whether a session may be shown. A session log group holds other people's sessions too, and only
 * the service says what is SageMaker's: a text's own words neither publish nor drop it.
 *
 * `withheld`: text is held, and nothing says whose · `foreign`: the service gives it to another
 * target · `unheard`: no text, and the service names no endpoint
 */
export type Standing = "shown" | "withheld" | "foreign" | "unheard";

export function standingOf(facts: Facts): Standing {
  const verdict = verdictOf(facts);
  if (verdict === "endpoint" || shownSources(facts).length > 0) return "shown";
  if (facts.sources.length === 0) return facts.service === undefined ? "shown" : "unheard";
  return verdict === "other" ? "foreign" : "withheld";
}

export const isShown = (facts: Facts): boolean => standingOf(facts) === "shown";

/** Where text lies that may be shown. What lies in an endpoint's own stream is that endpoint's. */
export function shownSources(facts: Facts): Source[] {
  const verdict = verdictOf(facts);
  return facts.sources.filter(
    ({ container, declared }) =>
      verdict === "endpoint" || container !== null || (declared && verdict === "silent"),
  );
}
