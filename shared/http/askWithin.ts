import type { Question } from "../query/Question.ts";
import type { Answered } from "../query/QueryError.ts";
import { problem, problemOf, type Problem } from "./Problem.ts";

/** Asks a question of whatever store there is. */
export type AskPort = (question: Question) => Promise<Answered<unknown>>;

/** An answer as it is, and as the text that is sent. */
export type Sized =
  | { readonly ok: true; readonly answer: unknown; readonly text: string }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Lambda's answer may have 6 MB, and a URL's body lies in it as a JSON string.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const MOST_BYTES = 6_000_000;

/** Asks, and asks for half as much while the page is too large to be sent. */
export async function askWithin(
  ask: AskPort,
  question: Question,
  mostBytes = MOST_BYTES,
): Promise<Sized> {
  for (let wanted = question; ;) {
    const answered = await ask(wanted);
    if (!answered.ok) return { ok: false, problem: problemOf(answered.error) };
    const text = JSON.stringify(answered.answer);
    if (bytesInPayload(text) <= mostBytes) return { ok: true, answer: answered.answer, text };
    const smaller = half(wanted);
    if (smaller === undefined) return { ok: false, problem: tooLarge(wanted) };
    wanted = smaller;
  }
}

/** The body's quotes are escaped once more on their way through Lambda. */
const bytesInPayload = (text: string): number => Buffer.byteLength(JSON.stringify(text));

const half = (question: Question): Question | undefined =>
  "maxResults" in question && question.maxResults > 1
    ? { ...question, maxResults: Math.floor(question.maxResults / 2) }
    : undefined;

const tooLarge = ({ ask }: Question): Problem =>
  problem(
    400,
    "answer-too-large",
    `the answer to ${ask} is over Lambda's 6 MB: lower maxResults, or ask for a shorter time`,
  );
