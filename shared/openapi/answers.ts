import type {
  AccessAnswer,
  AttemptAnswer,
  CommandAnswer,
  CountsAnswer,
  CoverageAnswer,
  DoubtfulAnswer,
  EndpointAnswer,
  FindingAnswer,
  GapAnswer,
  ListAnswer,
  OutputAnswer,
  Redacted,
  ReplayAnswer,
  SessionAnswer,
  SessionDetail,
  TargetAnswer,
  UnrecognisedAnswer,
} from "../query/Answer.ts";
import type { Ask } from "../query/Question.ts";
import { answerSchema } from "./answerSchemas.ts";
import type { Schema } from "./Schema.ts";

interface AnswerOf {
  endpoints: ListAnswer<EndpointAnswer>;
  targets: ListAnswer<TargetAnswer>;
  sessions: ListAnswer<SessionAnswer>;
  session: SessionDetail;
  commands: ListAnswer<CommandAnswer>;
  output: OutputAnswer;
  replay: ReplayAnswer;
  doubtful: ListAnswer<DoubtfulAnswer>;
  unrecognised: ListAnswer<UnrecognisedAnswer>;
  findings: ListAnswer<FindingAnswer>;
  gaps: ListAnswer<GapAnswer>;
  attempts: ListAnswer<AttemptAnswer>;
  coverage: ListAnswer<CoverageAnswer>;
  counts: CountsAnswer;
  accesses: ListAnswer<AccessAnswer>;
}

type Answers = {
  readonly [A in Ask]: { readonly summary: string; readonly schema: Schema<Redacted<AnswerOf[A]>> };
};

/** What each question answers. */
export const answers: Answers = {
  endpoints: { summary: "All endpoints ever seen", schema: answerSchema("EndpointPage") },
  targets: {
    summary: "Where sessions can be opened on an endpoint, now or ever",
    schema: answerSchema("TargetPage"),
  },
  sessions: {
    summary: "Sessions by endpoint, target, actor and time",
    schema: answerSchema("SessionPage"),
  },
  session: { summary: "One session with its evidence", schema: answerSchema("SessionDetail") },
  commands: { summary: "Who ran what, in which container", schema: answerSchema("CommandPage") },
  output: { summary: "What one command printed", schema: answerSchema("Output") },
  replay: {
    summary: "A session's text from its beginning on, to be played again",
    schema: answerSchema("Replay"),
  },
  doubtful: {
    summary: "Lines that look like commands and are not counted as such, with the reason",
    schema: answerSchema("DoubtfulPage"),
  },
  unrecognised: {
    summary: "Lines under the prefix that fit no known kind",
    schema: answerSchema("UnrecognisedPage"),
  },
  findings: {
    summary: "Contradictions and risks in the evidence",
    schema: answerSchema("FindingPage"),
  },
  gaps: {
    summary: "Stretches that were not seen, or not in time, and what became of them",
    schema: answerSchema("GapPage"),
  },
  attempts: {
    summary: "Calls to open, resume or end a session that failed or were denied",
    schema: answerSchema("AttemptPage"),
  },
  coverage: {
    summary: "How each endpoint stands: is it delivered, and how far was it re-read",
    schema: answerSchema("CoveragePage"),
  },
  counts: { summary: "Sessions and commands per day", schema: answerSchema("Counts") },
  accesses: {
    summary: "Who was told commands or text, by what question",
    schema: answerSchema("AccessPage"),
  },
};
