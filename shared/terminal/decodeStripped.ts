import { cookedLine } from "./cookedLine.ts";
import { decodeZle } from "./decodeZle.ts";
import { erased } from "./erased.ts";
import { isCommonCommand } from "./knownWords.ts";
import { oddness } from "./oddness.ts";
import { readingsOf, type Reading, type Step } from "./strippedEdits.ts";

export interface Session {
  /** Words of the commands before. */
  readonly seen: ReadonlySet<string>;
  /** The commands before, most recent first. */
  readonly recent: readonly string[];
}

export interface Decoded {
  readonly text: string;
  /** True when nothing in the line allows another reading. */
  readonly sure: boolean;
}

const MOST_READINGS = 48;
const MOST_STEPS = 80;
const LONGEST = 1_200;
const LONGEST_MOVED = 300;
const LONGEST_SLIP = 16;

/** The line that was accepted, from what is left of its editing once controls and CRs are gone. */
export function decodeStripped(
  typed: string,
  prompt: number,
  session: Session,
  zle: boolean,
): Decoded {
  const { seen } = session;
  if (zle) return { text: zleText(typed), sure: false };
  if (!typed.includes("\b")) return unedited(typed.replaceAll("\0", ""), prompt, session);
  // A terminal that needs padding (vt100) has NULs where the rest of the line was erased.
  const inFront = prefixTypedLast(typed.replaceAll("\b", ""), prompt);
  if (inFront !== undefined) return { text: inFront, sure: false };
  const [, shown = "", added = ""] = /^([^\x08]*)\x08+([^\x08]*)$/.exec(typed) ?? [];
  const repeated = added === "" || added.startsWith(" ") ? repeatedRest(shown) : undefined;
  if (repeated !== undefined) return { text: repeated + added, sure: false };
  const padded = typed.includes("\0")
    ? typed.replace(/\x08\0+/g, "\b \b").replaceAll("\0", "")
    : typed;
  const cooked = cookedLine(padded);
  if (cooked !== undefined) return { text: cooked, sure: true };
  const steps = stepsOf(typed.replaceAll("\0", ""), prompt);
  if (typed.length > LONGEST || steps.length > MOST_STEPS)
    return { text: overwritten(typed), sure: false };
  let readings: Reading[] = [{ line: "", cursor: 0, cost: 0 }];
  for (const step of steps)
    readings = best(readings.flatMap((reading) => readingsOf(reading, step)));
  const ranked = readings
    .map((reading) => ({ ...reading, cost: reading.cost + oddness(reading.line, seen) * 1.5 }))
    .sort((a, b) => a.cost - b.cost);
  const text = ranked[0]?.line ?? overwritten(typed);
  const other = ranked.find(({ line }) => line.trimEnd() !== text.trimEnd());
  const margin = (other?.cost ?? Infinity) - (ranked[0]?.cost ?? 0);
  return { text, sure: margin >= 1 && isSlip(typed) && text === erased(typed) };
}

/** A few characters erased and typed anew: what people do most, and what nothing else looks like. */
function isSlip(typed: string): boolean {
  return !/\x08$|\0| $|\x08{4}/.test(typed);
}

function zleText(typed: string): string {
  const text = decodeZle(typed);
  const plain = typed.replace(/^(.)\x08\1/, "$1").replace(/\x08+$/, "");
  return pastedOnce(text) ?? repeatedRest(plain) ?? text;
}

function unedited(typed: string, prompt: number, { seen, recent }: Session): Decoded {
  const pasted = pastedOnce(typed);
  if (pasted !== undefined) return { text: pasted, sure: false };
  const prefixed = prefixTypedLast(typed, prompt);
  if (prefixed !== undefined) return { text: prefixed, sure: false };
  const last = afterRecalled(typed, recent);
  if (last !== undefined) return { text: last, sure: false };
  const restarted = afterErased(typed, prompt, seen);
  if (restarted !== undefined) return { text: restarted, sure: false };
  const typedBefore = repeatedRest(typed);
  if (typedBefore !== undefined) return { text: typedBefore, sure: false };
  const moved = movedToFront(typed, prompt, seen);
  if (moved !== undefined) return { text: moved, sure: false };
  // A line erased with ctrl-u leaves no trace when it was longer than the prompt (CR is cheaper).
  const plain = !typed.includes(";") && oddness(typed, seen) < 1;
  return { text: typed, sure: prompt >= 8 || typed.length <= prompt + 2 || plain };
}

/** Editors show a paste marked and then print it again, unmarked. */
function pastedOnce(typed: string): string | undefined {
  const half = typed.length / 2;
  const twice = Number.isInteger(half) && half >= 3 && typed.slice(0, half) === typed.slice(half);
  return twice ? typed.slice(0, half) : undefined;
}

/** Lines recalled from the history one after the other stand side by side once the CRs are lost. */
function afterRecalled(typed: string, recent: readonly string[]): string | undefined {
  let rest = typed;
  for (let turn = 0; turn < 8; turn++) {
    const shown = recent.find((command) => isGluedBehind(command, rest));
    if (shown === undefined) break;
    rest = rest.slice(shown.length);
  }
  const first = /^\S+/.exec(rest)?.[0] ?? "";
  const known = isCommonCommand(first) || recent.some((command) => command.startsWith(first));
  return rest !== typed && known ? rest : undefined;
}

function isGluedBehind(command: string, text: string): boolean {
  return (
    command.length >= 4 && text.startsWith(command) && /^[\w./]/.test(text.slice(command.length))
  );
}

/** A slip that was erased with ctrl-u (no trace: CR was cheaper), and the command typed then. */
function afterErased(typed: string, prompt: number, seen: ReadonlySet<string>): string | undefined {
  const first = /^\S*/.exec(typed)?.[0] ?? "";
  if (isCommonCommand(first) || seen.has(first) || typed.length > LONGEST_MOVED) return undefined;
  for (const { index } of typed.matchAll(/(?<=\w)[a-z]/g)) {
    const rest = typed.slice(index);
    const word = /^\S+(?= )/.exec(rest)?.[0] ?? "";
    if (index > prompt + LONGEST_SLIP) return undefined;
    const told = index >= prompt + 2 && word.length > 1 && /\s\w{0,4}$/.test(typed.slice(0, index));
    if (!told || !isCommonCommand(word) || /^(?:fi|do|if|done|w)$/.test(word)) continue;
    if (oddness(rest, seen) < oddness(typed, seen) - 1) return rest;
  }
  return undefined;
}

/** A word such as `time ` or `sudo ` that was typed in front of a recalled line is printed last. */
function prefixTypedLast(typed: string, prompt: number): string | undefined {
  if (!typed.endsWith(" ") || typed.length <= prompt + 2) return undefined;
  const word = PREFIXES.find((prefix) => new RegExp(`\\S${prefix} $`).test(typed));
  return word === undefined ? undefined : `${word} ${typed.slice(0, -word.length - 1)}`;
}

const PREFIXES = [
  "time",
  "sudo",
  "nohup",
  "exec",
  "env",
  "command",
  "watch",
  "strace",
  "nice",
  "echo",
];

/** Each character typed within a line may have the whole rest printed again behind it. */
function repeatedRest(typed: string): string | undefined {
  if (typed.length > LONGEST || typed.includes("\b")) return undefined;
  for (let length = Math.floor(typed.length / 2); length >= 5; length--) {
    const rest = typed.slice(-length);
    if (new Set(rest).size < 4) continue;
    let start = typed.length - length;
    let inserted = "";
    for (;;) {
      const before = typed.lastIndexOf(rest, start - length - 1);
      const gap = start - before - length;
      if (before < 0 || start <= length || gap > 2) break;
      inserted = typed.slice(before + length, start) + inserted;
      start = before;
    }
    if (inserted.length >= 2) return typed.slice(0, start) + inserted + rest;
  }
  return undefined;
}

/** Text typed at the start of the line (ctrl-a) is printed after it, when the CR before it is lost. */
function movedToFront(
  typed: string,
  prompt: number,
  seen: ReadonlySet<string>,
): string | undefined {
  if (!/^ \S/.test(typed) || typed.length > LONGEST_MOVED) return undefined;
  let least = oddness(typed, seen) - 0.8;
  let found: string | undefined;
  for (let at = typed.length - 1; at > Math.max(1, prompt); at--) {
    const moved = typed.slice(at) + typed.slice(0, at);
    const odd = oddness(moved, seen);
    if (odd < least) {
      least = odd;
      found = moved;
    }
  }
  return found;
}

function stepsOf(typed: string, prompt: number): Step[] {
  const steps: Step[] = [];
  for (const match of typed.matchAll(/([^\x08]*)(\x08*)/g)) {
    const [whole, text = "", back = ""] = match;
    if (whole === "") continue;
    steps.push({
      text,
      back: back.length,
      prompt,
      last: match.index + whole.length === typed.length,
    });
  }
  return steps;
}

function best(readings: Reading[]): Reading[] {
  const least = new Map<string, Reading>();
  for (const reading of readings) {
    const key = `${reading.cursor} ${reading.line}`;
    const other = least.get(key);
    if (other === undefined || reading.cost < other.cost) least.set(key, reading);
  }
  return [...least.values()].sort((a, b) => a.cost - b.cost).slice(0, MOST_READINGS);
}

/** What was printed last over each column. */
function overwritten(typed: string): string {
  const cells: string[] = [];
  let column = 0;
  for (const character of typed) {
    if (character === "\b") column = Math.max(0, column - 1);
    else cells[column++] = character;
  }
  return cells.join("").trimEnd();
}
