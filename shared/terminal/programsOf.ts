import { forEachChild, parse, type Command, type SyntaxNode, type Word } from "unbash";
import { isShell, wrappedBy } from "./wrappedBy.ts";

const LONGEST = 8_192;
const MOST_PROGRAMS = 32;
const MOST_NODES = 4_000;
const DEEPEST = 40;

/** Assignments, comments, arithmetic and redirections alone start no program. */
const STARTS_NONE = /^\s*(?:#|\w+(?:\[[^\]]*\])?\+?=|\(\(|\[\[|[<>])/;

/**
 * The programs that a command line names: the first word of each of its simple commands, also of
 * those that sudo, env, xargs and the like, a substitution, `sh -c` or a here-document for a shell start. A leading path is cut,
 * so that `/usr/bin/curl` is found as `curl`.
 */
export function programsOf(command: string): string[] {
  const found = new Set<string>();
  collect(command.slice(0, LONGEST), found, 0);
  if (found.size === 0 && !STARTS_NONE.test(command))
    add(found, /^\s*(\S{1,256})/.exec(command)?.[1] ?? "");
  return [...found].slice(0, MOST_PROGRAMS);
}

function collect(source: string, found: Set<string>, depth: number): void {
  let left = MOST_NODES;
  const visit = (node: SyntaxNode, level: number): void => {
    if (left-- <= 0 || level > DEEPEST || found.size >= MOST_PROGRAMS) return;
    if (node.type === "Command") addCommand(node, found, depth);
    forEachChild(node, (child) => visit(child, level + 1));
  };
  try {
    visit(parse(source), 0);
  } catch {
    // The parser is made for tolerance; where it fails all the same, the first word is still known.
  }
}

function addCommand(command: Command, found: Set<string>, depth: number): void {
  const words = [command.name, ...command.suffix.filter(isWord)].filter(
    (word) => word !== undefined,
  );
  const values = words.map((word) => word.value);
  for (let at = 0, turn = 0; turn < 8; turn++) {
    const name = values[at];
    if (name === undefined) return;
    add(found, name);
    const inner = wrappedBy(values.slice(at)) ?? scriptFrom(command, values.slice(at));
    if (inner === undefined) return;
    if ("script" in inner) {
      if (depth < 3) collect(inner.script, found, depth + 1);
      return;
    }
    at += inner.skip;
  }
}

/** What a shell without a script of its own is given to read. */
function scriptFrom({ suffix }: Command, words: readonly string[]): { script: string } | undefined {
  if (!isShell(words[0] ?? "") || words.slice(1).some((word) => !word.startsWith("-")))
    return undefined;
  for (const one of suffix) {
    if (one.type === "HereString" && one.target !== undefined) return { script: one.target.value };
    if (one.type === "HereDoc" && one.body !== undefined) return { script: one.body.text };
  }
  return undefined;
}

function isWord(argument: { readonly type: string }): argument is Word {
  return argument.type === "Word";
}

function add(found: Set<string>, word: string): void {
  const name = word.slice(word.lastIndexOf("/") + 1).slice(0, 256);
  if (name !== "") found.add(name);
}
