/**
 * What stands in a secret's place: `‹secret:github:3f9a1c2b4d5e›`. The last part is a keyed hash,
 * so that equal secrets of one store look alike and nothing can be told from it; it is left out
 * where there is no store.
 */
export const secretMark = (kind: string, code: string | null): string =>
  code === null ? `‹secret:${kind}›` : `‹secret:${kind}:${code.slice(0, CODE_LENGTH)}›`;

const CODE_LENGTH = 12;

/** Any mark that {@link secretMark} makes. */
const MARK = /‹secret:[a-z0-9-]{1,32}(?::[0-9a-f]{12})?›/g;
const LONGEST_MARK = "‹secret:›".length + 32 + 1 + CODE_LENGTH;

/** Where the text has marks. */
export const marksIn = (text: string): { readonly start: number; readonly end: number }[] =>
  text.includes("‹secret:")
    ? Array.from(text.matchAll(MARK), ({ index, 0: { length } }) => ({
        start: index,
        end: index + length,
      }))
    : [];

/** The text's first `most` characters, or a few less: no mark is cut in two. */
export function cutAfter(text: string, most: number): string {
  if (text.length <= most) return text;
  const from = Math.max(0, most - LONGEST_MARK);
  const cut = marksIn(text.slice(from, most + LONGEST_MARK)).find(
    ({ start, end }) => from + start < most && from + end > most,
  );
  return text.slice(0, cut === undefined ? most : from + cut.start);
}

/** The text's last `most` characters, or a few less: no mark is cut in two. */
export function cutBefore(text: string, most: number): string {
  if (text.length <= most) return text;
  const at = text.length - most;
  const from = Math.max(0, at - LONGEST_MARK);
  const cut = marksIn(text.slice(from, at + LONGEST_MARK)).find(
    ({ start, end }) => from + start < at && from + end > at,
  );
  return text.slice(cut === undefined ? at : from + cut.end);
}
