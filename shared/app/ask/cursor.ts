import type { Question } from "../../query/Question.ts";
import { answer, refuse, type Answered } from "../../query/QueryError.ts";
import type { Key } from "../../session/keys.ts";
import type { Ports } from "../Ports.ts";
import { StoreError } from "../StoreError.ts";

/**
 * Where a page ended: the last row's own order, never the engine's key, bound to the question and
 * to this store by a code that only the store's key can make.
 */
export interface Cursor {
  readonly after: readonly string[];
}

export async function writeCursor(
  ports: Ports,
  question: Question,
  after: readonly string[],
): Promise<string> {
  return sealed(ports, question, encode(after));
}

async function sealed(ports: Ports, question: Question, body: string): Promise<string> {
  const code = ports.sign(await cursorKey(ports), `${bound(question)}\n${body}`);
  return `${body}.${code.slice(0, 32)}`;
}

/** The inverse of {@link writeCursor}; null where the question brings no token. */
export async function readCursor(
  ports: Ports,
  question: Question & { readonly nextToken: string | null },
): Promise<Answered<Cursor | null>> {
  const { nextToken } = question;
  if (nextToken === null) return answer(null);
  const [body = ""] = nextToken.split(".");
  if (nextToken !== (await sealed(ports, question, body)))
    return refuse(
      400,
      "bad-token",
      "nextToken was not given for this question by this store: ask without it, or repeat the question it came with",
    );
  return answer({ after: decode(body) });
}

/** Base64 as URLs have it, of JSON in ASCII. */
function encode(after: readonly string[]): string {
  const ascii = JSON.stringify(after).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return btoa(ascii).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The inverse, for what carries our own code. */
function decode(body: string): string[] {
  const after: unknown = JSON.parse(atob(body.replaceAll("-", "+").replaceAll("_", "/")));
  return Array.isArray(after) ? after.map(String) : [];
}

// Relative times move between two pages (`asked` stands for them), and the page's size may change.
const bound = (question: Question): string =>
  JSON.stringify({ ...question, nextToken: null, maxResults: null, since: null, until: null });

const KEY: Key<string> = { partition: "settings", sort: "cursor-key" };

async function cursorKey(ports: Ports): Promise<string> {
  for (let round = 0; round < 5; round++) {
    const [kept] = await ports.store.load([KEY]);
    if (kept !== undefined) return kept.value;
    await ports.store.save(KEY, ports.secret(), 0);
  }
  throw new StoreError("contended", "the key for tokens can't be kept");
}
