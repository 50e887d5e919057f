import v8 from "node:v8";
import { runInThisContext } from "node:vm";

/** What one piece of work cost, in steps that do not depend on the machine. */
export interface Work {
  /** Characters that regular expressions and `indexOf` went over. */
  scanned: number;
  /** Expressions that backtracked more than any linear match does. */
  readonly exploded: string[];
}

type Exec = (this: RegExp, text: string) => RegExpExecArray | null;
type IndexOf = (this: string, search: string, from?: number) => number;
const BACKTRACKS_PER_UNIT = 60;

/**
 * Runs `work` with every regular expression counted: V8 can compile an expression that gives up
 * after so many backtracks. An expression of single-character loops backtracks without being
 * counted; that it is not quadratic shows in that a megabyte of it ends at all.
 */
export function metered(work: () => void): Work {
  const exec: Exec = Reflect.get(RegExp.prototype, "exec");
  const indexOf: IndexOf = Reflect.get(String.prototype, "indexOf");
  const done: Work = { scanned: 0, exploded: [] };
  const counted: Exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    if (text.length > 64 && from <= text.length && explodes(exec, this, text, from))
      done.exploded.push(this.source);
    const found = exec.call(this, text);
    const anchored = this.source.startsWith("^") || this.sticky;
    if (found !== null) done.scanned += found.index + found[0].length - from;
    else if (!anchored) done.scanned += text.length - from;
    return found;
  };
  const countedIndexOf: IndexOf = function (search, from = 0) {
    const at = indexOf.call(this, search, from);
    done.scanned += (at === -1 ? this.length : at) - Math.min(from, this.length);
    return at;
  };
  Reflect.set(RegExp.prototype, "exec", counted);
  Reflect.set(String.prototype, "indexOf", countedIndexOf);
  try {
    work();
  } finally {
    Reflect.set(RegExp.prototype, "exec", exec);
    Reflect.set(String.prototype, "indexOf", indexOf);
  }
  return done;
}

const limited = new Map<string, RegExp>();

function explodes(exec: Exec, of: RegExp, text: string, from: number): boolean {
  const limit = BACKTRACKS_PER_UNIT * 1_024 * Math.ceil(text.length / 1_024);
  const name = `${of.flags} ${limit} ${of.source}`;
  // The last alternative matches wherever the rest gave up, so no match means that V8 did.
  const last = of.sticky ? "" : "(?![^])";
  const bounded = limited.get(name) ?? withLimit(`(?:${of.source})|${last}`, of.flags, limit);
  limited.set(name, bounded);
  bounded.lastIndex = from;
  return exec.call(bounded, text) === null;
}

// `%NewRegExpWithBacktrackLimit` is V8's own, for its own tests.
v8.setFlagsFromString("--allow-natives-syntax");
const withLimit = runInThisContext(
  "(source, flags, limit) => %NewRegExpWithBacktrackLimit(source, flags, limit)",
) as (source: string, flags: string, limit: number) => RegExp;
// V8 compiles it when it is first called.
withLimit("", "", 1);
v8.setFlagsFromString("--no-allow-natives-syntax");
