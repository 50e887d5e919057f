import { mayBeCut } from "../../logs/cutText.ts";
import type { Redactor } from "../../secrets/Redactor.ts";

/** What a caller may see of what the agent named or quoted, which is kept cut where it is long. */
export const shownClaim = (redactor: Redactor, value: string): string =>
  redactor.redactPart(value, { end: mayBeCut(value) }).text;
