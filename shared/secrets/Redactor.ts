import { findSecrets } from "./findSecrets.ts";
import { secretMark } from "./secretMark.ts";

/** Hides secrets. Everything that leaves the store passes through one. */
export interface Redactor {
  /** The text with a mark in place of each secret; a second time changes nothing. */
  readonly redact: (text: string) => string;
  /**
   * A text that was cut at the ends named: the word there may be a part of a secret that nothing
   * tells any more, and is left out.
   */
  readonly redactPart: (text: string, open: OpenEnds) => Part;
  /** What stands in the place of a text that is known to be a secret. */
  readonly hide: (text: string, kind: string) => string;
  /**
   * The lines of one text, each as long as a reader of it alone may see: a secret that begins in
   * one and ends in another is hidden in all of them.
   */
  readonly redactLines: (lines: readonly string[]) => string[];
}

/** What was cut off a text. */
export interface OpenEnds {
  readonly start?: boolean;
  readonly end?: boolean;
}

export interface Part {
  readonly text: string;
  /** How many characters were left out at the open ends. */
  readonly left: number;
}

/** Hides nothing: for whoever may see everything. */
export const REVEALING: Redactor = {
  redact: (text) => text,
  redactPart: (text) => ({ text, left: 0 }),
  hide: (text) => text,
  redactLines: (lines) => [...lines],
};

/** Taking secrets out brings others to light, which is rare and soon over. */
const MOST_ROUNDS = 8;

/** `code`: a keyed hash, hex, that nobody without the key can make; null where there is no key. */
export function makeRedactor(code: ((secret: string) => string) | null): Redactor {
  const markOf = (secret: string, kind: string): string =>
    secretMark(kind, code === null ? null : code(secret));
  const redact = (text: string): string => {
    let now = text;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const secrets = findSecrets(now);
      if (secrets.length === 0) return now;
      const parts: string[] = [];
      let from = 0;
      for (const { start, end, kind } of secrets) {
        parts.push(now.slice(from, start), markOf(now.slice(start, end), kind));
        from = end;
      }
      now = `${parts.join("")}${now.slice(from)}`;
    }
    return now;
  };
  return {
    redact,
    redactPart(text, open) {
      const whole = wholeWords(text, open);
      return { text: redact(whole), left: text.length - whole.length };
    },
    hide: markOf,
    redactLines: (lines) => redactLines(lines, markOf, redact),
  };
}

function wholeWords(text: string, { start = false, end = false }: OpenEnds): string {
  const from = start ? firstSpace(text) : 0;
  return text.slice(from, end ? lastSpace(text, from) : text.length);
}

const SPACE = /\s/;

function lastSpace(text: string, least: number): number {
  let at = text.length;
  while (at > least && !SPACE.test(text.charAt(at - 1))) at--;
  return at;
}

function firstSpace(text: string): number {
  const found = text.search(SPACE);
  return found < 0 ? text.length : found;
}

function redactLines(
  lines: readonly string[],
  markOf: (secret: string, kind: string) => string,
  redact: (text: string) => string,
): string[] {
  const text = lines.join("\n");
  const secrets = findSecrets(text);
  let first = 0;
  let lineStart = 0;
  return lines.map((line) => {
    const lineEnd = lineStart + line.length;
    const parts: string[] = [];
    let from = lineStart;
    while (first < secrets.length && (secrets[first]?.end ?? 0) <= lineStart) first++;
    for (let n = first; n < secrets.length; n++) {
      const secret = secrets[n];
      if (secret === undefined || secret.start >= lineEnd) break;
      parts.push(text.slice(from, Math.max(from, secret.start)));
      parts.push(markOf(text.slice(secret.start, secret.end), secret.kind));
      from = Math.min(secret.end, lineEnd);
    }
    parts.push(text.slice(from, lineEnd));
    lineStart = lineEnd + 1;
    return redact(parts.join(""));
  });
}
