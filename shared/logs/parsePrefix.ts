import { isContainer } from "../target/isContainer.ts";

/** What each line on an endpoint's `/ssm` stream begins with, before the container. */
export const PREFIX = "[sagemaker ssm logs]";

export interface PrefixedLine {
  readonly container: string;
  /** How many spaces stand between the prefix and the text. */
  readonly gap: number;
  /** What follows the prefix, its leading spaces included. */
  readonly text: string;
}

/** The longest container, `container_N` included, with room to spare. */
const MAX_CONTAINER = 64;

/**
 *     [sagemaker ssm logs][container_1] 2024-11-05 09:14:02 INFO …
 *     PREFIX               container   ↑ gap 1; AWS doesn't say whether there is a space
 */
export function parsePrefix(message: string): PrefixedLine | undefined {
  if (!message.startsWith(PREFIX) || message[PREFIX.length] !== "[") return undefined;
  const from = PREFIX.length + 1;
  const length = message.slice(from, from + MAX_CONTAINER + 1).indexOf("]");
  const container = message.slice(from, from + Math.max(length, 0));
  if (!isContainer(container)) return undefined;
  const text = message.slice(from + length + 1);
  return { container, gap: leadingSpaces(text), text };
}

function leadingSpaces(text: string): number {
  let spaces = 0;
  while (text.charCodeAt(spaces) === 0x20) spaces++;
  return spaces;
}
