import { matchTargetIds } from "./matchTargetIds.ts";
import type { TargetId } from "./TargetId.ts";

/** The target IDs anywhere in a text, in order, repeated ones too; at most 64. */
export const findTargetIds = (text: string): TargetId[] =>
  matchTargetIds(text).map(({ target }) => target);
