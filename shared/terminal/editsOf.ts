import type { Past, Path } from "./explainedBy.ts";
import { hasSlip } from "./hasSlip.ts";
import { isCommonCommand } from "./knownWords.ts";
import type { Edited, Terminal } from "./redisplayed.ts";
import { strangeness, strangenessOf } from "./strangeness.ts";

export interface Edit extends Edited {
  readonly cost: number;
  /** What it prints, where that is more than the line's changes. */
  readonly printed?: string;
  readonly by: "typed" | "left" | "erased" | "moved" | "cut" | "changed" | "recalled" | "pasted";
}

const TYPED = 0.4;
/** Within a line less is typed than at its end. */
const TYPED_WITHIN = 0.55;
const MOST_RETURNS = 12;

/**
 * What a person may do next to a line with one of readline's commands so that the text `rest` may be
 * printed, and what it costs to believe it: the logarithm of how seldom it is done.
 */
export function* editsOf(
  path: Path,
  rest: string,
  past: Past,
  terminal: Terminal,
): Generator<Edit> {
  const { line, point } = path;
  const back = /^\x08*/.exec(rest)?.[0].length ?? 0;
  // zle prints the first character once more before the second.
  const twice = point === 1 && rest.startsWith(`\b${line.charAt(0)}`) ? 2 : 0;
  const run = /^[^\x08\n]*/.exec(rest.slice(twice))?.[0] ?? "";
  if (path.marked !== undefined) {
    // The next key takes the mark away.
    yield { line, point, cost: 0, by: "typed" };
    return;
  }
  const again = back > 0 && back <= point ? line.slice(point - back, point) : "";
  // zle prints a word again to give it another colour.
  if (terminal.editor === "zle" && again !== "" && rest.startsWith(again, back))
    yield { line, point, cost: 1, printed: "\b".repeat(back) + again, by: "typed" };
  if (run !== "") yield* typed(path, run);
  if (run.length > 3 && rest.includes(rest.slice(0, 4), 4)) yield* pasted(path, rest);
  if (back > 0) yield* backwards(path, back, rest);
  if (point < line.length) yield* within(path, past, back > 0);
  if (point > 0) yield* cutBefore(path, rest.slice(0, 42), past, terminal);
  yield* recalled(path, rest.slice(back, back + 400), past);
}

const without = (line: string, from: number, to: number): string =>
  line.slice(0, from) + line.slice(to);

function* typed({ line, point, last }: Path, run: string): Generator<Edit> {
  const rate = point === line.length ? TYPED : TYPED_WITHIN;
  const inserted = (length: number, cost: number): Edit => {
    const text = run.slice(0, length);
    const whole = line.slice(0, point) + text + line.slice(point);
    return { line: whole, point: point + length, cost: cost + length * rate, by: "typed" };
  };
  const tail = line.slice(point);
  if (tail === "") {
    // Few type straight on behind a recalled line's last word.
    yield inserted(1, last === "recalled" && /^\w/.test(run) && /\w$/.test(line) ? 1.5 : 0);
    return;
  }
  const goesOn = last === "typed" ? 0 : 0.3;
  yield inserted(1, goesOn);
  yield inserted(2, goesOn + 0.3);
  // Where the rest of the line is printed again, it tells how much was inserted at once.
  let at = 2;
  for (let turn = 0; turn < MOST_RETURNS; turn++) {
    at = run.indexOf(tail, at + 1);
    if (at < 0) break;
    yield inserted(at, goesOn + 0.3);
  }
}

/** A paste is shown marked until the next key, which has it printed again. */
function* pasted({ line, point }: Path, rest: string): Generator<Edit> {
  const start = rest.slice(0, 4);
  let at = 0;
  for (let turn = 0; turn < MOST_RETURNS; turn++) {
    at = rest.indexOf(start, at + 1);
    if (at < 0) return;
    const text = /^[^\x08\n]*/.exec(rest.slice(0, at))?.[0] ?? "";
    const tail = line.slice(point);
    const length = tail === "" || !text.endsWith(tail) ? text.length : text.length - tail.length;
    yield {
      line: line.slice(0, point) + text.slice(0, length) + tail,
      point: point + length,
      marked: [point, point + length],
      cost: (point === 0 ? 2 : 8) + length * TYPED,
      by: "pasted",
    };
  }
}

/** Backspaces: steps to the left, or characters erased at the end. */
function* backwards({ line, point, last }: Path, back: number, rest: string): Generator<Edit> {
  const front = FRONTS.has(/^\w*(?= )/.exec(rest.slice(back, back + 12))?.[0] ?? "");
  for (let count = 1; count <= Math.min(back, point); count++) {
    const to = point - count;
    const usual = to === 0 || count === back || line.charAt(to - 1) === " " || last === "left";
    // Who erases goes on erasing or types: to go back farther then is seldom.
    const first = front && to === 0 ? 1 : 2.5;
    const cost = last === "erased" ? 4 : last === "left" ? (count === 1 ? 0.1 : 0.6) : first;
    if (usual) yield { line, point: to, cost, by: "left" };
  }
  if (point === line.length && point > 0)
    yield {
      line: line.slice(0, -1),
      point: point - 1,
      cost: last === "erased" ? 0.3 : 2.2,
      by: "erased",
    };
  if (point === line.length && point > 1) {
    const [one = "", other = ""] = line.slice(-2);
    if (one !== other)
      yield { line: line.slice(0, -2) + other + one, point, cost: 3, by: "changed" };
  }
}

/** What is done within a line; a step to the right leaves no trace. */
function* within(path: Path, { vocabulary }: Past, back: boolean): Generator<Edit> {
  const { line, point, last } = path;
  const again = last === "erased" ? 0.4 : 2;
  if (point > 0)
    yield { line: without(line, point - 1, point), point: point - 1, cost: again, by: "erased" };
  yield { line: without(line, point, point + 1), point, cost: last === "cut" ? 1 : 2.5, by: "cut" };
  const lost = strangenessOf(line.slice(point), vocabulary);
  yield { line: line.slice(0, point), point, cost: 3.5 + lost, by: "cut" };
  const next = wordEnd(line, point);
  const word = strangenessOf(line.slice(point, next), vocabulary);
  yield { line: without(line, point, next), point, cost: 3.2 + word, by: "cut" };
  if (path.silent === 0 || last !== "changed") yield* changed(line, point, next);
  // Two moves are one, and who goes right does not go back at once.
  if (back || (path.silent > 0 && last === "moved")) return;
  const far = last === "left" ? 3 : 1.5;
  yield { line, point: line.length, cost: far, by: "moved" };
  const right = last === "left" ? 2.5 : 1.5;
  yield { line, point: point + 1, cost: right, by: "moved" };
  if (next > point + 1 && next < line.length)
    yield { line, point: next, cost: right + 0.3, by: "moved" };
}

function* changed(line: string, point: number, end: number): Generator<Edit> {
  const word = line.slice(point, end);
  const head = line.slice(0, point);
  const tail = line.slice(end);
  const first = word.search(/\w/);
  const capital =
    word.slice(0, first) + word.charAt(first).toUpperCase() + word.slice(first + 1).toLowerCase();
  for (const other of [word.toUpperCase(), word.toLowerCase(), capital])
    if (other !== word) yield { line: head + other + tail, point: end, cost: 3.5, by: "changed" };
  if (point > 0) {
    const swapped = head.slice(0, -1) + line.charAt(point) + head.slice(-1) + line.slice(point + 1);
    yield { line: swapped, point: point + 1, cost: 3.5, by: "changed" };
  }
}

/**
 * What stands before the cursor is cut (a word, an argument, everything), or the cursor goes there.
 * Where nothing shows it, there must be a reason to believe it.
 */
function* cutBefore(
  path: Path,
  rest: string,
  past: Past,
  { prompt, editor }: Terminal,
): Generator<Edit> {
  const { line, point, last } = path;
  const seen = rest.startsWith("\b");
  const front = FRONT.test(rest) && isCommonCommand(/^[a-z]*/.exec(rest)?.[0] ?? "");
  const slip = hasSlip(line.slice(Math.max(0, point - 24), point), past);
  const next = /^[\w./-]*/.exec(rest)?.[0] ?? "";
  // A command right behind a word, or behind another command.
  const fresh = /(?:\w|[;&] *)$/.test(line.slice(0, point)) && isCommonCommand(next);
  // What is typed at the start of a line has all of it printed again.
  const comes = line.length >= 3 ? rest.indexOf(line.slice(0, 30), 1) : -1;
  const again = comes > 0 && comes <= 12;
  const browsed = last === "recalled";
  // zle prints spaces over what is cut.
  const blank = rest.startsWith("   ");
  if (!seen && !front && !slip && !fresh && !again && !browsed && !blank) return;
  const home = front && FRONTS.has(next) ? 0.5 : (front && fresh) || again ? 1.5 : 3;
  for (const start of new Set([0, argumentStart(line, point), wordStart(line, point)])) {
    // Backspaces would have been seen.
    const column = prompt.length + start;
    if (!seen && editor === "readline" && column + 1 >= point - start) continue;
    const gone = line.slice(start, point);
    const rare = start === 0 ? strangeness : strangenessOf;
    const lost = browsed ? 0 : rare(gone, past.vocabulary);
    // A whole command was cut, or is the first of two.
    const apart = fresh && /[;&] *$/.test(gone) ? 2.2 : 0;
    const reason = browsed && fresh && !front ? 2 : slip ? 2.5 : apart;
    const cost = (start === 0 ? 3 : 3.5) - reason + lost;
    yield { line: without(line, start, point), point: start, cost, by: "cut" };
    if (path.silent === 0 || last !== "moved")
      yield { line, point: start, cost: start === 0 ? home : 3, by: "moved" };
  }
}

/** A word typed in front of a line, such as `time`. */
const FRONT = /^[a-z]{2,8} ?(?:$|[\x08\n])/;
const FRONTS = new Set("time sudo nohup exec env command watch strace nice echo".split(" "));

function* recalled({ line, earlier, last }: Path, shown: string, past: Past): Generator<Edit> {
  const browsed = line === "" || last === "recalled";
  const usual = browsed ? 2 : 3.5;
  const back = last === "recalled" ? 2.5 : 6.5;
  const known = [
    ...past.recent.map((command, index) => ({ command, cost: usual + index * 0.05 })),
    ...earlier.map((command) => ({ command, cost: back })),
  ];
  for (const { command, cost } of known) {
    if (command === line || command.includes("\n")) continue;
    const start = commonStart(line, command);
    const may = start === command.length || shown.startsWith(command.slice(start, start + 2));
    if (!may) continue;
    const lost = browsed ? 0 : strangenessOf(line.slice(start), past.vocabulary);
    yield { line: command, point: command.length, cost: cost + lost, by: "recalled" };
  }
}

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

function wordStart(line: string, point: number): number {
  let at = point;
  while (at > 0 && !/\w/.test(line.charAt(at - 1))) at--;
  while (at > 0 && /\w/.test(line.charAt(at - 1))) at--;
  return at;
}

function wordEnd(line: string, point: number): number {
  let at = point;
  while (at < line.length && !/\w/.test(line.charAt(at))) at++;
  while (at < line.length && /\w/.test(line.charAt(at))) at++;
  return at;
}

/** Back to the white space before the last word, as ctrl-w goes. */
function argumentStart(line: string, point: number): number {
  let at = point;
  while (at > 0 && line.charAt(at - 1) === " ") at--;
  while (at > 0 && line.charAt(at - 1) !== " ") at--;
  return at;
}
