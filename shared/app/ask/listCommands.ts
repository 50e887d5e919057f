import type { CommandAnswer, ListAnswer } from "../../query/Answer.ts";
import { foldText, matchesText } from "../../query/matchText.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import { timeOf } from "../../session/Position.ts";
import { LONGEST_SESSION_MS } from "../../session/window.ts";
import type { Ports } from "../Ports.ts";
import { commandsOfProgram } from "./commandsOfProgram.ts";
import { commandsOfReadings } from "./commandsOfReadings.ts";
import { commandsOfSession } from "./commandsOfSession.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { describeCommand, intervalOf, iso } from "./describe.ts";
import type { Candidate, CandidateRequest } from "./Candidate.ts";
import { startMissing } from "./missing.ts";
import { passes } from "./readings.ts";
import { listScopes } from "./scopes.ts";
import { shownCommand, type ShownCommand } from "./shownCommand.ts";

/** A page looks at no more commands than this, however few of them match. */
const MOST_EXAMINED = 5_000;

type Asked = QuestionOf<"commands">;

/** Commands, newest first by the upper bound of their time. */
export async function listCommands(
  ports: Ports,
  question: Asked,
  redactor: Redactor,
): Promise<Answered<ListAnswer<CommandAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const scopes = await listScopes(ports.store, question);
  const missing = startMissing(ports.store, scopes, question);
  const items: CommandAnswer[] = [];
  let examined = 0;
  let last: Candidate | undefined;
  let more = false;
  for await (const candidate of candidates(ports, {
    question,
    scopes,
    redactor,
    before: cursor.answer?.after[0],
    latest: latestOf(question),
  })) {
    if (items.length >= question.maxResults || examined >= MOST_EXAMINED) {
      more = true;
      break;
    }
    if (isBefore(question, candidate)) break;
    examined++;
    last = candidate;
    missing.sees(candidate);
    if (!passesTime(question, candidate) || !passes(question, scopes, candidate.head)) continue;
    const shown = shownCommand(redactor, candidate.command);
    if (matches(question, shown)) items.push(describeCommand(candidate, candidate.command, shown));
  }
  const nextToken =
    more && last !== undefined ? await writeCursor(ports, question, [last.order]) : null;
  return answer({
    items,
    nextToken,
    missing: await missing.end(),
    ...(examined > items.length
      ? {
          examined: {
            commands: examined,
            backTo: last === undefined ? null : iso(timeOf(last.order)),
          },
        }
      : {}),
  });
}

/** In the order of the answer: `order` falls from one to the next. */
function candidates({ store }: Ports, request: CandidateRequest): AsyncIterable<Candidate> {
  const { session, program } = request.question;
  if (session !== null) return commandsOfSession(store, session, request);
  if (program !== null) return commandsOfProgram(store, program, request);
  return commandsOfReadings(store, request);
}

/** A command's upper bound may lie after the range and its lower bound within. */
const latestOf = ({ until }: Asked): number | null =>
  until === null ? null : until + LONGEST_SESSION_MS;

/** Upper bounds only fall from here on: nothing further can reach into the range. */
const isBefore = ({ since }: Asked, { order }: Candidate): boolean =>
  since !== null && timeOf(order) < since;

function passesTime({ since, until }: Asked, candidate: Candidate): boolean {
  const { after, notAfter } = intervalOf(candidate, candidate.command);
  // Without a lower bound, no session outlives its longest allowed life.
  const from = after ?? notAfter - LONGEST_SESSION_MS;
  return (
    (until === null || from <= until) &&
    // Another form of the text may tell an earlier end than the row's own place.
    (since === null || notAfter >= since)
  );
}

/** By what the caller may see: a hidden secret is found by its mark alone. */
const matches = ({ text, program }: Asked, shown: ShownCommand): boolean =>
  (text === null || matchesText(shown.command, foldText(text))) &&
  (program === null || shown.programs.includes(program));
