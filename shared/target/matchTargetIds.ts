import { parseTargetId } from "./parseTargetId.ts";
import { SCHEME, type TargetId } from "./TargetId.ts";

export interface TargetMatch {
  readonly target: TargetId;
  /** UTF-16 offsets into the searched text. */
  readonly from: number;
  readonly to: number;
}

/** A start-up list names at most 15 containers; hostile text may name a million. */
const MAX_MATCHES = 64;

const WORD = SCHEME.slice(0, -1);

// Bounded parts that share no character with the `_` after them: a failed start costs at most a
// few hundred steps, whatever follows. The look-ahead keeps an over-long name from being read as
// a shorter one.
const TARGET =
  /sagemaker-endpoint(?::|%3[Aa])([A-Za-z0-9-]{1,63}_[A-Za-z0-9-]{1,63}_i-[0-9a-f]{8,17}(?:_container_[0-9]{1,9}|_[A-Za-z0-9-]{1,63})?)(?![A-Za-z0-9_-])/g;

/** Every target ID in a text, with its place; `:` may be percent-encoded, as in a URL. */
export function matchTargetIds(text: string): TargetMatch[] {
  if (!text.includes(WORD)) return [];
  const matches: TargetMatch[] = [];
  for (const match of text.matchAll(TARGET)) {
    const target = parseTargetId(`${SCHEME}${match[1] ?? ""}`);
    if (target === undefined) continue;
    matches.push({ target, from: match.index, to: match.index + match[0].length });
    if (matches.length === MAX_MATCHES) break;
  }
  return matches;
}
