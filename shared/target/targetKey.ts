import { formatTargetId } from "./formatTargetId.ts";
import type { TargetId } from "./TargetId.ts";

/**
 * What two spellings of one target have in common. Endpoint names are unique without regard to
 * case, and ARNs carry them lower-cased.
 */
export const targetKey = (target: TargetId): string => formatTargetId(target).toLowerCase();
