import type { Question } from "../query/Question.ts";
import type { Answered } from "../query/QueryError.ts";
import { countDays } from "./ask/countDays.ts";
import { listAccesses } from "./ask/listAccesses.ts";
import { listAttempts } from "./ask/listAttempts.ts";
import { listCommands } from "./ask/listCommands.ts";
import { listDoubtful } from "./ask/listDoubtful.ts";
import { listEndpoints } from "./ask/listEndpoints.ts";
import { listFindings } from "./ask/listFindings.ts";
import { listGaps } from "./ask/listGaps.ts";
import { listSessions } from "./ask/listSessions.ts";
import { listTargets } from "./ask/listTargets.ts";
import { listUnrecognised } from "./ask/listUnrecognised.ts";
import { showOutput } from "./ask/showOutput.ts";
import { showSession } from "./ask/showSession.ts";
import type { Ports } from "./Ports.ts";

/** Answers a question, or says why it is none. Throws only where the world is broken. */
export function ask(ports: Ports, question: Question): Promise<Answered<unknown>> {
  switch (question.ask) {
    case "endpoints":
      return listEndpoints(ports, question);
    case "targets":
      return listTargets(ports, question);
    case "sessions":
      return listSessions(ports, question);
    case "session":
      return showSession(ports, question);
    case "commands":
      return listCommands(ports, question);
    case "output":
      return showOutput(ports, question);
    case "doubtful":
      return listDoubtful(ports, question);
    case "unrecognised":
      return listUnrecognised(ports, question);
    case "findings":
      return listFindings(ports, question);
    case "gaps":
      return listGaps(ports, question);
    case "accesses":
      return listAccesses(ports, question);
    case "attempts":
      return listAttempts(ports, question);
    case "counts":
      return countDays(ports, question);
    default:
      return question satisfies never;
  }
}
