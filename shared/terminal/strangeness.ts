import { isCommonCommand, isCommonWord } from "./knownWords.ts";

/** What is known of the words that a session's user types. */
export interface Vocabulary {
  readonly words: ReadonlySet<string>;
  /** Whole arguments of the commands before. */
  readonly tokens: ReadonlySet<string>;
  readonly programs: ReadonlySet<string>;
}

const LONGEST = 2_000;

export function vocabularyOf(words: readonly string[], recent: readonly string[]): Vocabulary {
  return {
    words: new Set(words),
    tokens: new Set(recent.flatMap((command) => command.split(/\s+/))),
    programs: new Set(recent.map((command) => /^\s*(\S*)/.exec(command)?.[1] ?? "")),
  };
}

/**
 * How unlike a command line a text is: roughly the logarithm of how seldom its parts are typed, given
 * what was typed before. Lower is likelier.
 */
export function strangeness(line: string, vocabulary: Vocabulary): number {
  const text = line.slice(0, LONGEST);
  let odd = 0;
  let first = true;
  for (const [token] of text.matchAll(/\S+/g)) {
    if (first) odd += programOddness(token, vocabulary);
    else odd += 0.1 + strangenessOf(token, vocabulary);
    first = /^\w+=/.test(token) ? first : /(?:^|[^\\])(?:[|;&({]|do|then)$/.test(token);
  }
  if (/\S {2,}\S/.test(text)) odd += 1;
  if (/^\s/.test(text)) odd += 0.6;
  if (/\S\s+$/.test(text)) odd += 0.5;
  return odd + unbalanced(text);
}

function programOddness(token: string, vocabulary: Vocabulary): number {
  const name = token.replace(/^.*\/|[;|&)]+$/g, "");
  if (isCommonCommand(name) || vocabulary.programs.has(token)) return 0;
  if (/^#|^\w+=/.test(token)) return 0.5 + strangenessOf(token, vocabulary);
  return 1.6 + strangenessOf(token, vocabulary);
}

/** How unlike an argument a text is. */
export function strangenessOf(token: string, { words, tokens }: Vocabulary): number {
  if (tokens.has(token)) return 0;
  let odd = /\w[-=]$|^[-;=]\w?$/.test(token) ? 0.4 : 0;
  odd += /[a-z]['"]\S/.test(token) ? 0.6 : 0;
  odd += /^-+\w*[-\w]*\/|^-+[^\w\s-]|[\w"']--\w|\w['"]\w+['"]\w/.test(token) ? 1 : 0;
  for (const [piece] of token.matchAll(/[A-Za-z0-9_]+|[^\x00-\x7f]+/g)) {
    if (/^\d+$/.test(piece)) odd += 0.2;
    else if (piece.length === 1) odd += /^-\w$/.test(token) ? 0.1 : 0.4;
    else if (!isCommonWord(piece) && !words.has(piece)) odd += Math.min(2, 0.4 + piece.length / 12);
  }
  return odd;
}

function unbalanced(text: string): number {
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "\\" && quote !== "'") at++;
    else if (quote === "" ? sign === '"' || sign === "'" : sign === quote)
      quote = quote === "" ? sign : "";
  }
  return quote === "" ? 0 : 2;
}
