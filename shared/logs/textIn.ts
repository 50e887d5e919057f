import { cutText } from "./cutText.ts";

/** An ARN holds at most 2,048 characters, a target 400, a document name 256. */
const MAX_TEXT = 2_048;

/** A name from a JSON value, or null where there is none. */
export const textIn = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? cutText(value, MAX_TEXT) : null;
