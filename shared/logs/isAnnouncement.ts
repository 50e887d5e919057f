import type { TargetMatch } from "../target/matchTargetIds.ts";

/** Fifteen containers' target IDs and the words between them. */
const MAX_LENGTH = 6_000;

/** Letters, digits and the marks of prose. */
const PROSE = /^[A-Za-z0-9 .,:;'"()[\]{}=_/*-]*\n?$/;

/** An option (`--target`), or a command that is given the target as its argument. */
const SHELL = /(?:^|[\s'"(])(?:-{1,2}[A-Za-z]|(?:echo|printf|export|grep)\s)/;

const JSON_ROW = /^\s*"\w{1,64}": ?["[]/;

/**
 * Whether a line that names targets announces them. SageMaker's wording is not published, so any
 * prose will do; what people type and what colours output is ruled out instead:
 *
 * - a control character other than a last LF: a PTY wrote it (CR, colours, titles, editing);
 * - a sign of a prompt or of shell syntax: any of `$ # % > < | & ~ @ ! \ ^ ?` or a backtick, and
 *   anything outside ASCII (`❯`, `➜`);
 * - an option or a command with an argument: `aws ssm start-session --target T` in `history`;
 * - a quoted key at the start: a row of JSON, as the AWS CLI prints it.
 *
 * Words printed by a command (`echo T`, then the line `T`) can't be told apart; an announcement
 * is a claim either way.
 */
export function isAnnouncement(text: string, matches: readonly TargetMatch[]): boolean {
  if (matches.length === 0 || text.length > MAX_LENGTH) return false;
  const words = textBetween(text, matches);
  return PROSE.test(words) && !SHELL.test(words) && !JSON_ROW.test(words);
}

function textBetween(text: string, matches: readonly TargetMatch[]): string {
  let words = "";
  let from = 0;
  for (const match of matches) {
    words += text.slice(from, match.from);
    from = match.to;
  }
  return words + text.slice(from);
}
