import { access } from "./accessSchema.ts";
import { counts, endpoint, finding, output, target, unrecognised } from "./evidenceSchemas.ts";
import { coverage } from "./coverageSchema.ts";
import { replay } from "./replaySchema.ts";
import { named } from "./Schema.ts";
import { attempt, command, doubtful, session, sessionDetail } from "./sessionSchemas.ts";
import { evidenceSchema, gapSchema, missingSchema, page } from "./sharedSchemas.ts";

/** Every schema that has a name in the contract. */
export const answerSchemas = {
  Endpoint: endpoint,
  Target: target,
  Session: session,
  SessionDetail: sessionDetail,
  Command: command,
  Output: output,
  Replay: replay,
  Doubtful: doubtful,
  Unrecognised: unrecognised,
  Finding: finding,
  Attempt: attempt,
  Coverage: coverage,
  Counts: counts,
  Access: access,
  Evidence: evidenceSchema,
  Gap: gapSchema,
  Missing: missingSchema,
  EndpointPage: page(named("Endpoint", endpoint)),
  TargetPage: page(named("Target", target)),
  SessionPage: page(named("Session", session)),
  CommandPage: page(named("Command", command)),
  DoubtfulPage: page(named("Doubtful", doubtful)),
  UnrecognisedPage: page(named("Unrecognised", unrecognised)),
  FindingPage: page(named("Finding", finding)),
  CoveragePage: page(named("Coverage", coverage)),
  GapPage: page(named("Gap", gapSchema)),
  AccessPage: page(named("Access", access)),
  AttemptPage: page(named("Attempt", attempt)),
} as const;

type Name = keyof typeof answerSchemas;

/** A pointer to one of them, of the same type. */
export const answerSchema = <N extends Name>(name: N): (typeof answerSchemas)[N] => ({
  json: { $ref: `#/components/schemas/${name}` },
});
