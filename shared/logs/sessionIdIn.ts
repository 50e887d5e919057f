import { isSessionId } from "./isSessionId.ts";

/** A session ID from a JSON value, or null. */
export const sessionIdIn = (value: unknown): string | null =>
  typeof value === "string" && isSessionId(value) ? value : null;
