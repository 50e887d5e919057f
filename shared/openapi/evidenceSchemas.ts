import type {
  CountsAnswer,
  EndpointAnswer,
  FindingAnswer,
  OutputAnswer,
  Redacted,
  TargetAnswer,
  UnrecognisedAnswer,
} from "../query/Answer.ts";
import type { Finding } from "../session/Finding.ts";
import {
  choice,
  count,
  day,
  flag,
  list,
  object,
  orNull,
  text,
  time,
  type Schema,
} from "./Schema.ts";
import { evidence, missing, placeFields, redactionFields } from "./sharedSchemas.ts";

export const endpoint: Schema<EndpointAnswer> = object({
  ...placeFields,
  endpoint: text("As its latest log event spells it"),
  firstSeen: time(),
  lastSeen: time("The minute of it"),
});

export const target: Schema<TargetAnswer> = object({
  ...placeFields,
  target: text("The target ID that a session is opened on"),
  endpoint: text(),
  variant: text(),
  instance: text(),
  container: orNull(text("Null where the endpoint has but one container")),
  known: choice(
    { announced: true, service: true, derived: true },
    "Read from a line; told by CloudTrail or DescribeSessions; or built from log group, log stream and prefix",
  ),
  alternative: orNull(text("What a derived target is called where there is but one container")),
  generation: choice(
    { current: true, quiet: true, earlier: true },
    "`quiet`: nothing was heard of it since a later instance of its variant came, though it may serve; `earlier`: an endpoint update left it behind (its agent closed its control channel, or was silent for a day beside a later one)",
  ),
  firstSeen: time(),
  lastSeen: time("The minute of it"),
  live: choice({ unknown: true }, "Only GetConnectionStatus could say, and nothing here asks it"),
  startSession: text("The AWS CLI's line that opens a session on it"),
});

export const findingKind: Schema<Finding["kind"]> = choice({
  "foreign-announcement": true,
  "two-owners": true,
  "two-targets": true,
  "owner-contradicted": true,
  "target-contradicted": true,
  "command-contradicted": true,
  "outside-life": true,
  "no-start-record": true,
  "no-transcript": true,
  "resumed-by-other": true,
  "root-session": true,
  "people-at-once": true,
  "sessions-at-once": true,
  "denied-attempt": true,
  "failed-attempt": true,
  "record-cut": true,
  "session-stream-conflict": true,
  "event-id-conflict": true,
  "forms-disagree": true,
  "logging-failure": true,
  "session-failed": true,
  tampering: true,
});

export const output: Schema<Redacted<OutputAnswer>> = object({
  ...redactionFields,
  head: text("Its beginning"),
  omitted: count("Bytes (UTF-8) between head and tail that are not shown"),
  tail: text("Its end; empty where head is the whole"),
});

export const unrecognised: Schema<UnrecognisedAnswer> = object({
  ...placeFields,
  endpoint: orNull(text()),
  container: orNull(text()),
  reason: text("A word of a closed list"),
  line: text(),
  cut: count("Characters of a longer line that are not shown"),
  evidence,
});

export const finding: Schema<FindingAnswer> = object({
  ...placeFields,
  kind: findingKind,
  endpoint: orNull(text()),
  session: orNull(text()),
  detail: list(text(), "The values that contradict each other, or the agent's word"),
  evidence,
});

export const counts: Schema<Redacted<CountsAnswer>> = object({
  ...redactionFields,
  days: list(object({ day: day("UTC"), sessions: count(), commands: count() })),
  atLeast: flag("More sessions matched than were counted: every number says at least"),
  missing,
});
