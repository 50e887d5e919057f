import { ask } from "../../shared/app/ask.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Ask, Question } from "../../shared/query/Question.ts";
import { writeCursor } from "../../shared/app/ask/cursor.ts";
import { dayOf, startOfTime } from "../../shared/session/Position.ts";
import { middleOf, sessionIdOf } from "./history.ts";

/** A question that the benchmark asks, and what its page is called. */
export interface Asked {
  readonly name: string;
  readonly ask: Ask;
  readonly given: Readonly<Record<string, string>>;
}

const PAGE = "50";

/** The questions of the access patterns, on a history of so many sessions. */
export const questionsOf = (sessions: number): Asked[] => [
  commandsBy("endpoint", { endpoint: "endpoint-1" }),
  commandsBy("program", { program: "curl" }),
  commandsBy("session", { session: sessionIdOf(sessions >> 1) }),
  commandsBy("actor", { actor: "arn:aws:sts::111122223333:assumed-role/Dev/engineer-3" }),
  commandsBy("text", { text: "config.json" }),
  {
    name: "sessions by endpoint",
    ask: "sessions",
    given: { endpoint: "endpoint-1", maxResults: PAGE },
  },
  { name: "targets of an endpoint", ask: "targets", given: { endpoint: "endpoint-1" } },
];

const commandsBy = (what: string, given: Asked["given"]): Asked => ({
  name: `commands by ${what}`,
  ask: "commands",
  given: { ...given, maxResults: PAGE },
});

export interface Page {
  readonly items: number;
  readonly nextToken: string | null;
}

/** One page; throws where the question was refused. */
export async function askPage(
  ports: Ports,
  { ask: kind, given }: Asked,
  nextToken: string | null,
): Promise<Page> {
  const question = parse(kind, nextToken === null ? given : { ...given, nextToken });
  const answered = await ask(ports, question);
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  const { items, nextToken: next } = answered.answer as {
    readonly items: readonly unknown[];
    readonly nextToken: string | null;
  };
  return { items: items.length, nextToken: next };
}

function parse(kind: Ask, given: Asked["given"]): Question {
  const question = parseQuestion(kind, given, Date.UTC(2026, 0, 1));
  if (!question.ok) throw new Error(JSON.stringify(question.error));
  return question.answer;
}

/** The token of a page in the middle of the history; null where the answer has one page only. */
export async function middleToken(
  ports: Ports,
  asked: Asked,
  sessions: number,
): Promise<string | null> {
  if (asked.ask === "targets") return null;
  if ("session" in asked.given) return (await askPage(ports, asked, null)).nextToken;
  const middle = middleOf(sessions);
  const after = asked.ask === "sessions" ? dayOf(middle) : startOfTime(middle);
  return writeCursor(ports, parse(asked.ask, asked.given), [after]);
}
