import type { Question } from "../query/Question.ts";
import type { RedactionAnswer } from "../query/Answer.ts";
import { answer, refuse, type Answered } from "../query/QueryError.ts";
import { countMarks, redactAll } from "../secrets/redactAll.ts";
import { REVEALING, type Redactor } from "../secrets/Redactor.ts";
import { countDays } from "./ask/countDays.ts";
import { listAccesses } from "./ask/listAccesses.ts";
import { listAttempts } from "./ask/listAttempts.ts";
import { listCommands } from "./ask/listCommands.ts";
import { listCoverage } from "./ask/listCoverage.ts";
import { listDoubtful } from "./ask/listDoubtful.ts";
import { listEndpoints } from "./ask/listEndpoints.ts";
import { listFindings } from "./ask/listFindings.ts";
import { listGaps } from "./ask/listGaps.ts";
import { listSessions } from "./ask/listSessions.ts";
import { listTargets } from "./ask/listTargets.ts";
import { listUnrecognised } from "./ask/listUnrecognised.ts";
import { showOutput } from "./ask/showOutput.ts";
import { showReplay } from "./ask/showReplay.ts";
import { showSession } from "./ask/showSession.ts";
import type { Ports } from "./Ports.ts";
import { storeRedactor } from "./storeRedactor.ts";

/** What the door that a question came through may show. */
export interface Permit {
  readonly mayReveal: boolean;
}

/**
 * Answers a question, or says why it is none. Throws only where the world is broken.
 *
 * Whatever is answered passes through here, and every text in it is redacted, whoever put it there:
 * see `docs/security.md`. What cuts a text must redact it before, for a part of a secret is none
 * that could be recognised.
 */
export async function ask(
  ports: Ports,
  question: Question,
  permit: Permit = { mayReveal: false },
): Promise<Answered<unknown>> {
  const { reveal } = question;
  if (reveal && !permit.mayReveal) return refuse(403, "not-allowed", NOT_HERE);
  const redactor = reveal ? REVEALING : await storeRedactor(ports);
  const answered = await answerOf(ports, question, redactor);
  if (!answered.ok)
    return {
      ok: false,
      error: { ...answered.error, detail: redactor.redact(answered.error.detail) },
    };
  const shown = redactAll(redactor, answered.answer);
  const redaction: RedactionAnswer = { redacted: !reveal, secrets: reveal ? 0 : countMarks(shown) };
  return answer({ ...shown, redaction });
}

const NOT_HERE =
  "reveal is not allowed here: ask without it, or where secrets may be shown (the function behind RevealUrl, `ssmtrail … --reveal`, `ssmtrail serve --reveal`)";

function answerOf(ports: Ports, question: Question, redactor: Redactor): Promise<Answered<object>> {
  switch (question.ask) {
    case "endpoints":
      return listEndpoints(ports, question);
    case "targets":
      return listTargets(ports, question);
    case "sessions":
      return listSessions(ports, question);
    case "session":
      return showSession(ports, question, redactor);
    case "commands":
      return listCommands(ports, question, redactor);
    case "output":
      return showOutput(ports, question, redactor);
    case "replay":
      return showReplay(ports, question, redactor);
    case "doubtful":
      return listDoubtful(ports, question, redactor);
    case "unrecognised":
      return listUnrecognised(ports, question, redactor);
    case "findings":
      return listFindings(ports, question, redactor);
    case "gaps":
      return listGaps(ports, question);
    case "accesses":
      return listAccesses(ports, question, redactor);
    case "attempts":
      return listAttempts(ports, question);
    case "coverage":
      return listCoverage(ports, question, redactor);
    case "counts":
      return countDays(ports, question);
    default:
      return question satisfies never;
  }
}
