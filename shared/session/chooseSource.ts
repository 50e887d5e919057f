import type { Facts, Source } from "./Facts.ts";
import { sourceKey } from "./mergeFacts.ts";
import { compare } from "./Position.ts";
import { shownSources } from "./standingOf.ts";

/**
 * A session's text may lie in several places; commands are read from one, so that none is told
 * twice. The whole transcript has every byte; records name their session; terminal lines behind
 * the prefix are a session's by time only.
 */
export const chooseSource = (facts: Facts): Source | undefined => inRank(facts)[0];

const inRank = (facts: Facts): Source[] =>
  [...shownSources(facts)].sort((a, b) => rank(a) - rank(b) || compare(sourceKey(a), sourceKey(b)));

const MOST_BESIDE = 2;

/**
 * Other forms of a session's text that are compared with the one that is read. Only beside a
 * transcript: it has every byte and no times, and it comes once, when the others have ended.
 */
export function sourcesBeside(facts: Facts): Source[] {
  const [read, ...others] = inRank(facts);
  if (read?.form !== "transcript") return [];
  return others.filter(({ form }) => form !== "transcript").slice(0, MOST_BESIDE);
}

function rank(source: Source): number {
  switch (source.form) {
    case "transcript":
      return 0;
    case "streamed":
      return source.container === null ? 1 : 2;
    case "prefixed":
      return 3;
    default:
      return source.form satisfies never;
  }
}
