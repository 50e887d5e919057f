import type { CoverageAnswer } from "../query/Answer.ts";
import { choice, count, list, object, orNull, text, time, whole, type Schema } from "./Schema.ts";
import { completeUpTo, placeFields } from "./sharedSchemas.ts";

export const coverage: Schema<CoverageAnswer> = object({
  ...placeFields,
  what: choice({
    endpoint: true,
    "session-log-group": true,
    "log-groups": true,
    sessions: true,
    "failed-deliveries": true,
  }),
  endpoint: orNull(text()),
  logGroup: orNull(text()),
  verdict: choice(
    { right: true, wrong: true, unknown: true },
    "`wrong` outranks `unknown`: something is known to be lacking, or not to be delivered",
  ),
  why: list(text(), "Why it is not `right`"),
  filter: orNull(
    choice(
      {
        attached: true,
        absent: true,
        full: true,
        impossible: true,
        "no-ssm": true,
        "by-reading": true,
        "not-checked": true,
      },
      "Whether its events are delivered; null where that is no question",
    ),
  ),
  holders: list(text(), "Names of the filters that hold the slots"),
  changes: list(
    choice({ masked: true, transformed: true, "transformer-unknown": true }),
    "What changes the text of log events before anyone reads it",
  ),
  streams: orNull(count("`/ssm` streams")),
  lastEvent: orNull(time("The latest event that the service told of")),
  lastHeld: orNull(time("The latest that is held, to the minute")),
  lagSeconds: orNull(whole()),
  completeUpTo: orNull(completeUpTo),
  openGaps: count(),
  lostGaps: count(),
  unrecognised: orNull(count("Unrecognised lines of the last day; 50 stands for more too")),
});
