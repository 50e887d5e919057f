import { isCommonCommand } from "./knownWords.ts";
import type { PromptKind } from "./State.ts";

export interface PromptShape {
  readonly length: number;
  readonly kind: PromptKind;
  /** True when hardly anything but a prompt looks like this. */
  readonly sure: boolean;
}

// Prompts of interactive interpreters, from their sources: CPython's sys.ps1/ps2, IPython's
// ClassicPrompts, sqlite3's mainPrompt/continuePrompt, mysql's default PROMPT, psql's %/%R%#,
// gdb, pdb, irb, redis-cli, mongosh, node's repl.
const REPL: readonly RegExp[] = [
  /^>>> ?/,
  /^In \[\d+\]: ?/,
  /^sqlite> ?/,
  /^(?:mysql|MariaDB \[[^\]]*\])> ?/,
  /^\(gdb\) ?/,
  /^\(Pdb\+*\) ?/,
  /^ipdb> ?/,
  /^\w+=[#>] ?/,
  /^irb\([^)]*\)[:\d]*[>*] ?/,
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|localhost):\d+(?:\[\d+\])?> ?/,
  /^(?:mongo|mongosh|test|admin|local)> ?/,
  /^ftp> ?/,
];

/** Any of them: most lines are no interpreter's, and one look tells. */
const ANY_REPL = new RegExp(REPL.map(({ source }) => `(?:${source})`).join("|"));

/** What those interpreters print before a further line of one input. */
export const REPL_MORE = /^(?:\.\.\. ?| {3,}\.\.\.[:>] ?| {4}[-'"`]> ?)/;

// What the shells' own defaults and the distributions' rc files print: bash's \s-\v\$, Debian's
// \u@\h:\w\$, Red Hat's [\u@\h \W]\$, busybox's \w \$, zsh's %m%#, fish's user@host path>.
const SURE: readonly RegExp[] = [
  /^(?:\([^()]{1,40}\) )?[\w.+-]+@[\w.-]+(?::| )(?:[^#$%>\n]{0,200}?)[#$%>] /,
  /^(?:\([^()]{1,40}\) )?\[[^\][\n]{1,200}\][#$%>] /,
  /^(?:-?(?:ba|da|z|k|c|tc)?sh)-\d+\.\d+[a-z]?[#$] /,
];

const LIKELY: readonly RegExp[] = [
  /^[~/][^\s#$%>]* [#$] /,
  /^[\w.-]{1,64}[#$%>] /,
  /^[^#$%>❯➜λ»\n]{0,160}?[❯➜λ»] {1,2}(?:\S+ )?/,
  /^[^#$%>\n]{0,160}?[#$%>] /,
];

const BARE = /^[#$%>] /;

/** A shell's prompt has one of these, unless the agent destroyed it. */
const SIGNS = /[#$%>❯➜λ»]/;

/** Prompts short and plain enough to be believed without a fence. */
const PLAIN =
  /^(?:[~/][^\s#$%>]* [#$] |(?=\S*[^\d\s.%#$>])[\w@:~/.()[\]{}+\\-]{1,60}[#$%>❯] )(?=\S|$)/;

// A few words such as prompts are made of, then the sign: `[12:00:01] root:app$ `, `user host main 0$ `.
const WORDY =
  /^(?:(?:[~/]\S*|\([^()\n]{1,30}\)|\[[^\][\n]{1,40}\]|\S+@\S+|\d\d:\d\d(?::\d\d)?) (?:[\w.-]{1,20} ){0,2}){1,3}[^\s#$%>]{0,40}[#$%>❯] (?=\S|$)/;

/** True when an unfenced line may be taken for a prompt although none like it was seen. */
export function isPlainPrompt(text: string): boolean {
  return /^[#$%] /.test(text) || PLAIN.test(text) || destroyedPrompt(text) > 0 || WORDY.test(text);
}

/** The prompt that `text` begins with, by the looks alone. */
export function promptShape(text: string): PromptShape | undefined {
  const line = text.slice(0, 400);
  const more = REPL_MORE.exec(line);
  if (more !== null) return { length: more[0].length, kind: "continuation", sure: false };
  const repl = ANY_REPL.test(line) ? longest(REPL, line) : 0;
  if (repl > 0) return { length: repl, kind: "repl", sure: true };
  const signed = SIGNS.test(line);
  const sure = signed ? longest(SURE, line) : 0;
  if (sure > 0) return { length: sure, kind: "shell", sure: true };
  if (BARE.test(line)) return { length: 2, kind: "shell", sure: false };
  const destroyed = destroyedPrompt(line);
  if (destroyed > 0) return { length: destroyed, kind: "shell", sure: false };
  const likely = signed ? first(LIKELY, line) : 0;
  return likely > 0 ? { length: likely, kind: "shell", sure: false } : undefined;
}

const PROMPT_WORD = /^(?:[~/]\S*|\([^)]*\)|git:\([^)]*\)|\[[^\]]*\]|\S+@\S+|\d\d:\d\d(?::\d\d)?)$/;

/**
 * The length of a prompt whose arrows or separators the agent destroyed: words such as prompts are
 * made of, up to the last destroyed one or the sign behind it.
 */
function destroyedPrompt(line: string): number {
  if (!/^[^\ufffd]{0,40}\ufffd/.test(line) || /\ufffd\s*$/.test(line)) return 0;
  let end = 0;
  let plain = 0;
  let marks = 0;
  for (const match of line.slice(0, 200).matchAll(/(\S+)( {1,2}|$)/g)) {
    const [whole, word = ""] = match;
    if (/^\ufffd+[#$%>]?$/.test(word) || (end > 0 && /^[#$%>]$/.test(word))) {
      end = match.index + whole.length;
      plain = 0;
      marks++;
    } else if (PROMPT_WORD.test(word)) marks++;
    else if (++plain > 1) break;
  }
  // One destroyed character alone is as likely a bullet: then a usual command must follow.
  const next = /^\S+/.exec(line.slice(end))?.[0] ?? "";
  return marks > 1 || isCommonCommand(next) ? end : 0;
}

/** zle prints the first character that is typed, goes back and prints it again: there the prompt ends. */
export function zleEcho(text: string): number {
  const found = /^([^\x08\x1b]{1,200}?)([^\x08\s\x1b])\x08\2/.exec(text);
  return found === null || text.indexOf("\b") !== (found[1] ?? "").length + 1
    ? 0
    : (found[1] ?? "").length;
}

function longest(patterns: readonly RegExp[], line: string): number {
  return Math.max(0, ...patterns.map((pattern) => pattern.exec(line)?.[0].length ?? 0));
}

function first(patterns: readonly RegExp[], line: string): number {
  for (const pattern of patterns) {
    const found = pattern.exec(line);
    if (found !== null) return found[0].length;
  }
  return 0;
}
