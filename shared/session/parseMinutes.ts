import { LONGEST_SESSION_MINUTES } from "./window.ts";

/** Minutes that a session may last, as people write them; undefined for what Session Manager does not allow. */
export function parseMinutes(text: string): number | undefined {
  const minutes = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0;
  return minutes >= 1 && minutes <= LONGEST_SESSION_MINUTES ? minutes : undefined;
}
