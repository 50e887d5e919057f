import type { Question } from "./Question.ts";

/** Who asks, as far as whoever lets them in can tell. */
export interface Asker {
  /** ARN of an IAM identity, or the name of this machine's user; null where nobody says. */
  readonly who: string | null;
  /** Twelve digits; null where it is not known. */
  readonly account: string | null;
  readonly via: "function-url" | "invoke" | "cli" | "loopback";
}

/** Somebody was told commands or text: a row of the access journal, which only grows. */
export interface Access extends Asker {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly ask: Question["ask"];
  /** What the question was asked with, cursors and sizes apart. */
  readonly asked: Readonly<Record<string, string>>;
  /** Whether secrets were shown. */
  readonly revealed: boolean;
  /** How many items the answer held. */
  readonly rows: number;
}

/** Answers that hold commands, or text that came out of a container. */
const TELLING: Readonly<Record<Question["ask"], boolean>> = {
  accesses: false,
  // A document's parameters may hold a command.
  attempts: true,
  commands: true,
  counts: false,
  coverage: false,
  doubtful: true,
  endpoints: false,
  findings: true,
  gaps: false,
  output: true,
  replay: true,
  session: true,
  sessions: false,
  targets: false,
  unrecognised: true,
};

/** The journal's row for an answer; undefined where it told nothing. */
export function accessOf(
  asker: Asker,
  question: Question,
  answered: unknown,
  at: number,
): Access | undefined {
  if (!TELLING[question.ask]) return undefined;
  const { ask } = question;
  const revealed = question.reveal;
  return { ...asker, at, ask, asked: askedWith(question), revealed, rows: rowsOf(answered) };
}

const LEFT_OUT: readonly string[] = ["ask", "asked", "maxResults", "nextToken", "reveal"];
export const LONGEST_ASKED = 200;

function askedWith(question: Question): Record<string, string> {
  const given = Object.entries(question).flatMap(([name, value]): [string, string][] =>
    value === null || LEFT_OUT.includes(name)
      ? []
      : [
          [
            name,
            name === "since" || name === "until"
              ? isoOf(value)
              : String(value).slice(0, LONGEST_ASKED),
          ],
        ],
  );
  return Object.fromEntries(given);
}

const isoOf = (time: unknown): string => new Date(Math.min(Number(time), 8.64e15)).toISOString();

const rowsOf = (answered: unknown): number =>
  typeof answered === "object" &&
  answered !== null &&
  "items" in answered &&
  Array.isArray(answered.items)
    ? answered.items.length
    : 1;
