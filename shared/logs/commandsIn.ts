import { cutText, LONGEST } from "./cutText.ts";

const MAX_COMMANDS = 64;

/** A template's placeholder that the agent left as it was. */
const PLACEHOLDER = /^\{\{[^{}]{0,256}\}\}$/;

/** A document's commands from a JSON value: one text, or a list of them. */
export function commandsIn(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value.slice(0, MAX_COMMANDS) : [value];
  return values
    .filter((command) => typeof command === "string")
    .filter((command) => command !== "" && !PLACEHOLDER.test(command))
    .map((command) => cutText(command, LONGEST.command));
}
