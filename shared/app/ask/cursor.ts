import type { Question } from "../../query/Question.ts";
import { answer, refuse, type Answered } from "../../query/QueryError.ts";
import type { Ports } from "../Ports.ts";
import { storeSecret } from "../storeSecret.ts";

/**
 * Where a page ended: the last row's own order, never the engine's key, bound to the question and
 * sealed with a key of this store, since an order may hold words of the evidence.
 */
export interface Cursor {
  readonly after: readonly string[];
}

export async function writeCursor(
  ports: Ports,
  question: Question,
  after: readonly string[],
): Promise<string> {
  return ports.seal(await cursorKey(ports), JSON.stringify(after), bound(question));
}

/** The inverse of {@link writeCursor}; null where the question brings no token. */
export async function readCursor(
  ports: Ports,
  question: Question & { readonly nextToken: string | null },
): Promise<Answered<Cursor | null>> {
  const { nextToken } = question;
  if (nextToken === null) return answer(null);
  const body = ports.unseal(await cursorKey(ports), nextToken, bound(question));
  if (body === undefined)
    return refuse(
      400,
      "bad-token",
      "nextToken was not given for this question by this store: ask without it, or repeat the question it came with",
    );
  const after: unknown = JSON.parse(body);
  return answer({ after: Array.isArray(after) ? after.map(String) : [] });
}

// Relative times move between two pages (`asked` stands for them), and the page's size may change.
const bound = (question: Question): string =>
  JSON.stringify({ ...question, nextToken: null, maxResults: null, since: null, until: null });

const cursorKey = ({ store, secret }: Ports): Promise<string> =>
  storeSecret(store, "cursor-key", secret);
