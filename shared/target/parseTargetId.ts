import { isContainer } from "./isContainer.ts";
import { isInstance } from "./isInstance.ts";
import { isName } from "./isName.ts";
import { SCHEME, type TargetId } from "./TargetId.ts";

/** `Target` of the API holds at most 400 characters. */
const MAX_LENGTH = 400;

/**
 * Reads a whole target ID; `undefined` for anything else.
 *
 *     sagemaker-endpoint:prod-classifier_variant1_i-003a121c1b21a90a9_container_1
 *                        endpoint       1 variant 2 instance        3 container
 *
 * No name holds an underscore, so the third one opens the container.
 */
export function parseTargetId(text: string): TargetId | undefined {
  if (text.length > MAX_LENGTH || !text.startsWith(SCHEME)) return undefined;
  const [endpoint = "", variant = "", instance = "", ...rest] = text
    .slice(SCHEME.length)
    .split("_");
  if (!isName(endpoint) || !isName(variant) || !isInstance(instance)) return undefined;
  if (rest.length === 0) return { endpoint, variant, instance };
  const container = rest.join("_");
  return isContainer(container) ? { endpoint, variant, instance, container } : undefined;
}
