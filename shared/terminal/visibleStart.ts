import { withoutControls } from "./withoutControls.ts";

/** The first characters of a line as they would be seen: prompts stand there. */
export function visibleStart(text: string): string {
  return withoutControls(text.slice(0, 2_000));
}
