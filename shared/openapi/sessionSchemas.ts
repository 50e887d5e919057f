import type {
  ActorAnswer,
  AttemptAnswer,
  CallAnswer,
  ClaimAnswer,
  CommandAnswer,
  DecisionAnswer,
  ComparedAnswer,
  DoubtfulAnswer,
  NamedAnswer,
  Redacted,
  SessionAnswer,
  SessionDetail,
  SourceAnswer,
  TimedBy,
} from "../query/Answer.ts";
import type { Confidence, Form } from "../terminal/ReadCommand.ts";
import { findingKind } from "./evidenceSchemas.ts";
import {
  choice,
  count,
  flag,
  list,
  object,
  orNull,
  text,
  time,
  whole,
  type Schema,
} from "./Schema.ts";
import { evidence, evidenceFields, placeFields, redactionFields } from "./sharedSchemas.ts";

type Fields<T> = { readonly [K in keyof T]-?: Schema<T[K]> };

const form: Schema<Form> = choice({ transcript: true, streamed: true, prefixed: true });

const confidence: Schema<Confidence> = choice(
  { high: true, medium: true, low: true },
  "How sure it is that this text was submitted; never that the text is genuine",
);

const actorFields: Fields<ActorAnswer> = {
  actor: orNull(text("Mostly an ARN; null where none is known, or two are named")),
  name: orNull(text("As a person would say it; without an actor, the name in the session ID")),
  attribution: choice(
    { proven: true, reported: true, claimed: true, unknown: true },
    "By CloudTrail; by DescribeSessions; by what passed through the container; by nothing",
  ),
  candidates: list(text(), "Everyone whom evidence names"),
};

const sessionFields: Fields<SessionAnswer> = {
  ...placeFields,
  ...actorFields,
  session: text(),
  endpoint: orNull(text()),
  target: orNull(text()),
  container: orNull(text()),
  start: orNull(time("Null while nothing says when it began")),
  end: orNull(time()),
  openUntil: orNull(
    time(
      "Where nothing tells the end: until then terminal lines may be its own (the setting SessionMinutes after its start)",
    ),
  ),
  document: orNull(text()),
  reason: orNull(text("Given by whoever opened it; by the service's word alone")),
  resumedBy: list(text("An actor"), "Who else took it up again, by CloudTrail's word"),
  commands: count(),
  doubtful: count("Lines that look like commands and are not counted; `/doubtful` lists them"),
  form: orNull(form),
  findings: list(findingKind),
  reader: orNull(text("The version that read its text")),
  catchingUp: flag("Its rows lag behind its evidence"),
};

export const session: Schema<SessionAnswer> = object(sessionFields);

const compared: Schema<ComparedAnswer> = object(
  {
    aligned: count("Commands that both hold"),
    onlyRead: count("Commands that only the form that is read holds"),
    onlyHere: count("Commands that only this one holds; `/doubtful` lists them"),
    cut: flag("One of them is longer than what is compared"),
  },
  [],
  "With the form that is read",
);

const source: Schema<SourceAnswer> = object({
  logGroup: text(),
  logStream: text(),
  form,
  container: orNull(text()),
  read: flag("Commands are read from one source only"),
  compared: orNull(compared),
});

const claim: Schema<ClaimAnswer> = object({ ...evidenceFields, kind: text(), value: text() });

const namedOwner: Schema<NamedAnswer> = object({
  actor: text(),
  name: text(),
  attribution: choice({ proven: true, reported: true, claimed: true }),
  evidence,
});

const callFields: Fields<CallAnswer> = {
  action: choice({ StartSession: true, ResumeSession: true, TerminateSession: true }),
  actor: orNull(text()),
  name: orNull(text("As a person would say it")),
  identityType: orNull(text("CloudTrail's word: AssumedRole, IAMUser, …")),
  proof: list(object({ field: text(), value: text() }), "What the name rests on"),
  target: orNull(text()),
  document: orNull(text()),
  parameters: list(object({ name: text(), values: list(text()) }), "The document's"),
  reason: orNull(text("Often a ticket")),
  sourceIp: orNull(text()),
  userAgent: orNull(text()),
  omitted: list(text(), "Fields of more than 100 KB that CloudTrail left out"),
  evidence,
};

const call: Schema<CallAnswer> = object(callFields);

export const attempt: Schema<AttemptAnswer> = object({
  ...placeFields,
  ...callFields,
  denied: flag("The caller was refused; else the call went wrong"),
  errorCode: text(),
  errorMessage: text(),
  session: orNull(text()),
  endpoint: orNull(text()),
});

const decision: Schema<DecisionAnswer> = object(
  { at: time(), by: orNull(text("Null where nobody said who")), reason: text() },
  [],
  "What somebody decided of the session, by hand",
);

export const sessionDetail: Schema<Redacted<SessionDetail>> = object({
  ...redactionFields,
  ...sessionFields,
  hold: orNull(decision),
  purged: orNull(decision),
  sources: list(source),
  claims: list(claim, "What text claims of it, each with the event that says so first"),
  moreClaims: list(text("A kind of claim"), "Kinds of which text claims more than is kept"),
  named: list(namedOwner, "Everyone whom evidence names as its owner, the best grade first"),
  calls: list(call, "The calls that opened, resumed and ended it, by CloudTrail"),
  reported: list(claim, "What DescribeSessions says of it"),
});

const timedBy: Schema<TimedBy> = object(
  {
    ...evidenceFields,
    form: orNull(form),
    itself: flag("False: that form holds a command before and one after it, but not itself"),
  },
  [],
  "The log event of another form of the session's text that tells the time",
);

export const command: Schema<CommandAnswer> = object({
  ...placeFields,
  ...actorFields,
  id: text("What `/output` takes as `command`"),
  command: text(),
  cut: count("Characters of a longer command that are not shown"),
  kind: choice({ shell: true, repl: true, document: true }),
  depth: count("0 in the session's own shell"),
  programs: list(text(), "First word of each simple command"),
  prompt: text(),
  cwd: orNull(text()),
  host: orNull(text()),
  exit: orNull(whole("Exit status, where something told it")),
  after: orNull(time("It ran after this; null: not known")),
  notAfter: time("It ran not after this"),
  vague: flag("The interval is longer than five minutes"),
  timedBy: orNull(timedBy),
  session: orNull(text()),
  sessions: list(text(), "The sessions it may belong to, where there are several"),
  endpoint: orNull(text()),
  target: orNull(text()),
  container: orNull(text()),
  link: choice(
    { keyed: true, inferred: true, ambiguous: true, none: true },
    "To its session: by the session's own stream or record; by time and target; to several; to none",
  ),
  confidence,
  reason: text("Why that confidence: a word of a closed list"),
  weakest: text("The weakest of link, attribution and confidence"),
  damaged: flag("The form destroyed characters of it"),
  repeated: flag("The agent sent it again"),
  evidence,
  reader: orNull(text("The version that read it")),
  catchingUp: flag("Its session's rows lag behind their evidence"),
});

export const doubtful: Schema<DoubtfulAnswer> = object({
  ...placeFields,
  line: text("What looks like a command"),
  cut: count("Characters of a longer line that are not shown"),
  reason: text(
    "Why it is not counted: `given-up`, `replayed`, or `other-form` (only another form of the text holds it)",
  ),
  confidence,
  kind: choice({ shell: true, repl: true, document: true }),
  prompt: text(),
  damaged: flag("The form destroyed characters of it"),
  form: orNull(form),
  after: orNull(time("It stood there after this; null: not known")),
  notAfter: time("It stood there not after this"),
  session: orNull(text()),
  sessions: list(text(), "The sessions it may belong to, where there are several"),
  endpoint: orNull(text()),
  target: orNull(text()),
  container: orNull(text()),
  evidence,
  catchingUp: flag("Its session's rows lag behind their evidence"),
});
