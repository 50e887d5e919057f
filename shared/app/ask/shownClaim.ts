import { LONGEST } from "../../logs/cutText.ts";
import type { Redactor } from "../../secrets/Redactor.ts";

/**
 * What a caller may see of what the agent named or quoted. It is kept cut where it is long, and a
 * finding may have put words before it: of whatever is that long, the last word may be a part.
 */
export const shownClaim = (redactor: Redactor, value: string): string =>
  redactor.redactPart(value, { end: value.length >= LONGEST.reason - 1 }).text;
