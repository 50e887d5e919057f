import type {
  CompleteUpTo,
  EvidenceAnswer,
  GapAnswer,
  ListAnswer,
  Missing,
  PlaceAnswer,
  Redacted,
  RedactionAnswer,
} from "../query/Answer.ts";
import {
  choice,
  count,
  flag,
  list,
  named,
  object,
  orNull,
  text,
  time,
  type Schema,
} from "./Schema.ts";

type Fields<T> = { readonly [K in keyof T]-?: Schema<T[K]> };

export const placeFields: Fields<PlaceAnswer> = {
  partition: text("`aws`, `aws-cn`, … or `unknown`"),
  account: text("Twelve digits, or `unknown`"),
  region: text("Such as `eu-west-1`, or `unknown`"),
};

export const evidenceFields: Fields<EvidenceAnswer> = {
  source: choice(
    { "log-event": true, "trail-record": true, "describe-sessions": true },
    "What it is: a log event, a CloudTrail record, or a reading of DescribeSessions",
  ),
  logGroup: orNull(text("Null unless it is a log event")),
  logStream: orNull(text("Null unless it is a log event")),
  eventId: orNull(text("Null where the source gives no event IDs")),
  timestamp: time("When it was shipped, not when it happened"),
};

export const evidenceSchema: Schema<EvidenceAnswer> = object(
  evidenceFields,
  [],
  "What it was read from",
);
export const evidence: Schema<EvidenceAnswer> = named("Evidence", evidenceSchema);

export const gapSchema: Schema<GapAnswer> = object(
  {
    ...placeFields,
    kind: choice({
      "events-missed": true,
      "session-missed": true,
      "stream-gone": true,
      "group-gone": true,
      "retention-passed": true,
      "not-checked": true,
      "delivery-failed": true,
    }),
    state: choice({ open: true, healed: true, lost: true }, "`lost`: it can't be had any more"),
    endpoint: orNull(text("Null where it may concern any")),
    logGroup: orNull(text()),
    logStream: orNull(text()),
    session: orNull(text()),
    from: time("What was missing is of this time"),
    to: orNull(time("Null while it goes on")),
    noticed: time(),
    settled: orNull(time("When it was healed, or found to be lost")),
    events: orNull(count("Log events, where they could be counted")),
    detail: text(),
  },
  [],
  "A stretch known not to have been seen, or not in time",
);

export const completeUpTo: Schema<CompleteUpTo> = object({
  eventTime: time("Up to here, nothing that CloudWatch Logs held was lacking"),
  asOf: time("when the log groups were re-read"),
  lateAsOf: time("When events that come more than an hour late were last looked for"),
});

export const missingSchema: Schema<Missing> = object(
  {
    catchingUp: list(text(), "Sessions looked at whose rows lag behind their evidence"),
    withheldSessions: count(
      "Sessions whose text is held but not shown: nothing says that they are SageMaker's; 100 stands for more too",
    ),
    foreignSessions: count(
      "Sessions whose text is held but never shown: the service gives them to another target; 100 stands for more too",
    ),
    completeUpTo: orNull(completeUpTo),
    gaps: list(named("Gap", gapSchema), "Those that are not healed, of that endpoint and time"),
    moreGaps: flag("There are more than are listed"),
    withoutTranscript: list(
      text(),
      "Sessions looked at without a transcript, or whose agent said that it could not record",
    ),
  },
  [],
  "What the answer is known not to hold",
);
export const missing: Schema<Missing> = named("Missing", missingSchema);

const redaction: Schema<RedactionAnswer> = object(
  {
    redacted: flag("False: secrets were asked for, and may be shown here"),
    secrets: count("How many marks such as `‹secret:github:3f9a1c2b4d5e›` stand for secrets"),
  },
  [],
  "What was hidden in the answer",
);
export const redactionFields: { readonly redaction: Schema<RedactionAnswer> } = { redaction };

/** A page of these. */
export const page = <T>(item: Schema<T>): Schema<Redacted<ListAnswer<T>>> =>
  object<Redacted<ListAnswer<T>>>(
    {
      items: list(item, "Newest first"),
      nextToken: orNull(
        text("Null when nothing remains; there may be more even behind a page without items"),
      ),
      missing,
      folded: count("Targets that an endpoint update left behind and that are not listed"),
      ...redactionFields,
      examined: object(
        { commands: count(), backTo: orNull(time()) },
        [],
        "Where a filter made this page look at many: how many, and back to what time",
      ),
    },
    ["examined", "folded"],
  );
