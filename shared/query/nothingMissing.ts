import type { Missing } from "./Answer.ts";

/** Of an answer that no store gave: nothing is known of what it lacks. */
export const NOTHING_MISSING: Missing = {
  catchingUp: [],
  withheldSessions: 0,
  foreignSessions: 0,
  completeUpTo: null,
  gaps: [],
  moreGaps: false,
  withoutTranscript: [],
};
