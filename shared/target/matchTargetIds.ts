import { isContainer } from "./isContainer.ts";
import { isName } from "./isName.ts";
import { SCHEME, type TargetId } from "./TargetId.ts";

export interface TargetMatch {
  readonly target: TargetId;
  /** UTF-16 offsets into the searched text. */
  readonly from: number;
  readonly to: number;
}

/** A start-up list names at most 15 containers; hostile text may name a million. */
const MAX_MATCHES = 64;

/** Every target ID in a text, with its place; `:` may be percent-encoded, as in a URL. */
export function matchTargetIds(text: string): TargetMatch[] {
  const matches: TargetMatch[] = [];
  let from = text.indexOf(WORD);
  while (from !== -1 && matches.length < MAX_MATCHES) {
    const match = matchAt(text, from);
    if (match !== undefined) matches.push(match);
    from = text.indexOf(WORD, match?.to ?? from + WORD.length);
  }
  return matches;
}

const WORD = SCHEME.slice(0, -1);

/** The longest target ID with `:` as `%3A`, and the character after it. */
const LOOK = 256;

// No part holds the `_` that ends it, so there is one way to split. The look-ahead keeps an
// over-long name from being read as a shorter one.
const TARGET =
  /^sagemaker-endpoint(?::|%3[Aa])([A-Za-z0-9-]{1,63})_([A-Za-z0-9-]{1,63})_(i-[0-9a-f]{8,17})(?:_(container_[0-9]{1,9}|[A-Za-z0-9-]{1,63}))?(?![A-Za-z0-9_-])/;

function matchAt(text: string, from: number): TargetMatch | undefined {
  const match = TARGET.exec(text.slice(from, from + LOOK));
  if (match === null) return undefined;
  const [whole, endpoint = "", variant = "", instance = "", container] = match;
  if (!isName(endpoint) || !isName(variant)) return undefined;
  const to = from + whole.length;
  if (container === undefined) return { target: { endpoint, variant, instance }, from, to };
  if (!isContainer(container)) return undefined;
  return { target: { endpoint, variant, instance, container }, from, to };
}
