import { answer, refuse, type Answered } from "../query/QueryError.ts";

/**
 * The parameters of a URL's query, decoded as HTML forms encode them: `+` is a space, so a plus
 * sign is `%2B`, which is what URLSearchParams and every signing client send for it.
 */
export function parseQuery(search: string): Answered<Readonly<Record<string, string>>> {
  const found = new Map<string, string>();
  for (const pair of search.replace(/^\?/, "").split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? "" : pair.slice(equals + 1));
    if (name === undefined || value === undefined)
      return refuse(
        400,
        "bad-parameter",
        `${shown(pair)} is not percent-encoded UTF-8: write % as %25`,
      );
    if (found.has(name))
      return refuse(400, "bad-parameter", `${shown(name)} is given twice; give it once`);
    found.set(name, value);
  }
  return answer(Object.fromEntries(found));
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 64));
