import { cutText, LONGEST } from "./cutText.ts";

/** A name from a JSON value, or null where there is none. */
export const textIn = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? cutText(value, LONGEST.name) : null;
