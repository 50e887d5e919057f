import type { FrameAnswer, Redacted, ReplayAnswer } from "../query/Answer.ts";
import { choice, list, object, orNull, text, time, type Schema } from "./Schema.ts";
import { missing, redactionFields } from "./sharedSchemas.ts";

const frame: Schema<FrameAnswer> = object({
  at: time("When its log event was shipped, not when it was printed"),
  text: text("Raw terminal text, secrets apart"),
  command: orNull(text("`id` of the command that was accepted at the end of this frame")),
});

export const replay: Schema<Redacted<ReplayAnswer>> = object({
  session: text(),
  form: orNull(choice({ transcript: true, streamed: true, prefixed: true }, "How the text came")),
  items: list(frame, "Oldest first; `maxResults` counts log events, which may be cut into several"),
  nextToken: orNull(text("Null when nothing remains")),
  missing,
  ...redactionFields,
});
