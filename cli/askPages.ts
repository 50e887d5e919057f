import { ask } from "../shared/app/ask.ts";
import type { Ports } from "../shared/app/Ports.ts";
import { recordAccess } from "../shared/app/recordAccess.ts";
import type { ListAnswer, Redacted } from "../shared/query/Answer.ts";
import { parseQuestion } from "../shared/query/parseQuestion.ts";
import type { Answered, QueryError } from "../shared/query/QueryError.ts";
import type { Ask } from "../shared/query/Question.ts";
import { CliError } from "./CliError.ts";
import { EXIT } from "./ExitCode.ts";
import type { Flags } from "./Flags.ts";
import { thisUser } from "./thisUser.ts";

/** What a question is asked with, by the names of `shared/query/parameters`. */
export type Given = Readonly<Record<string, string | undefined>>;

/** Asks the store. Throws {@link CliError} where the question is none or nothing is known. */
export async function askStore(
  ports: Ports,
  asked: Ask,
  given: Given,
  now: number,
): Promise<unknown> {
  const told = Object.entries(given).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const question = parseQuestion(asked, Object.fromEntries(told), now);
  if (!question.ok) throw toCliError(question.error);
  const answered: Answered<unknown> = await ask(ports, question.answer, {
    // Whoever may read the store's folder can read what is in it: the flag is a question of care.
    mayReveal: true,
  });
  if (!answered.ok) throw toCliError(answered.error);
  await recordAccess(ports, thisUser("cli"), question.answer, answered.answer);
  return answered.answer;
}

/** Pages of a list until as many items came as `--max-items` wants. */
export async function* askPages<T>(
  ports: Ports,
  asked: Ask,
  given: Given,
  flags: Flags,
): AsyncGenerator<Redacted<ListAnswer<T>>> {
  const now = ports.now();
  let wanted = flags.maxItems;
  let nextToken = flags.startingToken;
  for (;;) {
    const maxResults = String(Math.min(wanted, flags.pageSize ?? DEFAULT_PAGE));
    const page = (await askStore(
      ports,
      asked,
      { ...given, maxResults, nextToken },
      now,
      // The answer's type follows from the question; `ask` answers them all.
    )) as Redacted<ListAnswer<T>>;
    yield page;
    wanted -= page.items.length;
    if (page.nextToken === null || wanted <= 0) return;
    nextToken = page.nextToken;
  }
}

const DEFAULT_PAGE = 200;

function toCliError({ status, code, detail }: QueryError): CliError {
  // The same refusals are told over HTTP, where a question has a path.
  const text = detail.replaceAll(/\/([a-z]+) lists/g, "`ssmtrail $1` lists");
  const flag = code === "bad-parameter" ? "--" : "";
  if (status === 404) return new CliError(EXIT.unknown, text);
  return new CliError(EXIT.usage, `${flag}${text}`);
}
