import { isCommonCommand, isCommonWord } from "./knownWords.ts";

/** One reading of a line whose cursor controls were lost: the line, the cursor, what it took to believe it. */
export interface Reading {
  readonly line: string;
  readonly cursor: number;
  readonly cost: number;
}

export interface Step {
  readonly text: string;
  /** How many backspaces follow the text. */
  readonly back: number;
  /** Columns before the line begins. */
  readonly prompt: number;
  readonly last: boolean;
}

/**
 * The readings that one printed stretch allows, after readline's update_line: at the end of the line
 * text is typed; within it text is inserted (with ICH, or by printing the rest again), written over,
 * or followed by an erased rest; characters are deleted (with DCH, or by printing the rest again).
 */
export function readingsOf(before: Reading, step: Step): Reading[] {
  const { line, cursor, cost } = before;
  const tail = line.slice(cursor);
  if (step.text === "") return afterBack(before, step);
  if (tail === "") return [...typedAtEnd(before, step)].flatMap((r) => afterBack(r, step));
  const head = line.slice(0, cursor);
  const after = head + step.text;
  const inside: Reading[] = [
    {
      line: after + tail,
      cursor: after.length,
      cost: cost + (isWordBefore(head, tail) ? 0.2 : 0.8),
    },
    { line: after, cursor: after.length, cost: cost + 1 },
  ];
  // A paste is first shown marked; the same text printed over it takes the mark away.
  if (step.text.startsWith(tail))
    inside.push({ line: after, cursor: after.length, cost: cost + 0.1 });
  if (tail.length > step.text.length) {
    inside.push({
      line: after + tail.slice(step.text.length),
      cursor: after.length,
      cost: cost + 2,
    });
  }
  return [...inside.flatMap((r) => afterBack(r, step)), ...reprinted(before, step)];
}

/** What is typed between words becomes a word of its own. */
function isWordBefore(head: string, tail: string): boolean {
  return tail.startsWith(" ") && (head === "" || head.endsWith(" "));
}

/** Text at the end of the line; or at its start, when the move there was made with a CR that is lost. */
function* typedAtEnd({ line, cost }: Reading, { text, prompt }: Step): Generator<Reading> {
  yield { line: line + text, cursor: line.length + text.length, cost };
  if (line === "") yield* typedInFront(text, cost, prompt);
  if (line.length <= prompt + 1) return;
  const front =
    /^\w+ $/.test(text) && isCommonCommand(text.trim()) ? 0.8 : text.endsWith(" ") ? 2 : 3;
  yield { line: text + line, cursor: text.length, cost: cost + front };
  const whole = isCommonCommand(/^\S*/.exec(text)?.[0] ?? "") ? 3 : 7;
  yield { line: text, cursor: text.length, cost: cost + whole };
}

/** A recalled line and, glued to it, the beginning of a word such as `time` typed in front of it. */
function* typedInFront(text: string, cost: number, prompt: number): Generator<Reading> {
  for (let length = 2; length <= 6 && text.length - length > prompt + 1; length++) {
    const word = text.slice(-length);
    const line = word + text.slice(0, -length);
    if (FRONT.some((front) => front.startsWith(word)))
      yield { line, cursor: length, cost: cost + 1.6 };
  }
}

const FRONT = ["time ", "sudo ", "nohup ", "exec ", "watch ", "strace "];

/** The rest of the line was printed again, and the backspaces bring the cursor back into it. */
function reprinted({ line, cursor, cost }: Reading, { text, back }: Step): Reading[] {
  const head = line.slice(0, cursor);
  const tail = line.slice(cursor);
  const found: Reading[] = [];
  for (let skip = 0; skip <= Math.min(tail.length, 4); skip++) {
    const now = tail.slice(0, skip) + text;
    if (back === tail.length && now.length > tail.length && now.endsWith(tail)) {
      found.push({
        line: head + now,
        cursor: cursor + now.length - tail.length,
        cost: cost + 0.4 + skip * 0.2,
      });
    }
    if (back === now.length && now.length < tail.length && tail.endsWith(now)) {
      found.push({ line: head + now, cursor, cost: cost + 0.4 + skip * 0.2 });
    }
  }
  return found;
}

/** Backspaces at the end erase or move; within the line they move, or erase with DCH. */
function afterBack(reading: Reading, { back, last }: Step): Reading[] {
  if (back === 0) return [reading];
  const { line, cursor, cost } = reading;
  const to = cursor - back;
  if (to < 0) return [{ line: line.slice(cursor), cursor: 0, cost: cost + 6 }];
  const gone = line.slice(to, cursor);
  const erased = line.slice(0, to) + line.slice(cursor);
  const mid = cursor < line.length;
  // What is erased is mostly a slip, seldom whole words; and after erasing something is typed.
  const words = gone.match(/[A-Za-z]{2,}/g) ?? [];
  const whole = words.filter(isCommonWord).length * 0.5 + Math.max(0, gone.length - 8) * 0.07;
  return [
    { line: erased, cursor: to, cost: cost + (mid ? 1.5 : 0.3) + whole + (last ? 2.2 : 0) },
    { line, cursor: to, cost: cost + (last ? 0 : 0.6) },
  ];
}
