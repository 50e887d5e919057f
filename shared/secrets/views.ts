/** A text as something may show it, and where each of its characters stands in the text itself. */
export interface View {
  readonly text: string;
  /** Undefined: at the same offset. */
  readonly at: readonly number[] | undefined;
  /** Offsets in the view before which a line break was taken out. */
  readonly joints: readonly number[];
}

/**
 * A text as it is; without its control sequences, which cut words in two wherever colour changes;
 * with its backspaces obeyed; and with the line breaks taken out that a width put into words.
 */
export function viewsOf(text: string): View[] {
  const views: View[] = [{ text, at: undefined, joints: [] }];
  if (CONTROL.test(text)) {
    views.push(stripped(text, false));
    if (text.includes("\b")) views.push(stripped(text, true));
  }
  const shown = views.at(-1);
  const joined = shown === undefined ? undefined : joinedLines(shown);
  if (joined !== undefined) views.push(joined);
  return views;
}

const CONTROL = /[\x1b\b\x9b\x0e\x0f]/;

/**
 * CSI, strings such as OSC and DCS, other escapes, shifts. Bounded, as everything that is read
 * with hostile text in mind; what is longer is no sequence that a program sends.
 */
const SEQUENCE =
  /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b[\]PX^_][^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)|\x1b[ -/]{0,8}[0-~]|[\x1b\x0e\x0f\x9b]/y;

/** A prompt begins or a line is accepted: what stands on both sides is no one word. */
const PASTE_MODE = "\x1b[?2004";

function stripped(text: string, obeyed: boolean): View {
  const at: number[] = [];
  const out: string[] = [];
  for (let i = 0; i < text.length;) {
    const char = text.charAt(i);
    if (char === "\b") {
      if (obeyed && out.length > 0 && out.at(-1) !== "\n") {
        out.pop();
        at.pop();
      }
      i++;
      continue;
    }
    if (CONTROL.test(char)) {
      SEQUENCE.lastIndex = i;
      if (SEQUENCE.test(text)) {
        if (text.startsWith(PASTE_MODE, i)) {
          out.push("\0");
          at.push(i);
        }
        i = SEQUENCE.lastIndex;
        continue;
      }
    }
    out.push(char);
    at.push(i);
    i++;
  }
  return { text: out.join(""), at, joints: [] };
}

const WORD_CHAR = /[A-Za-z0-9+/=_.~%-]/;
const LEAST_WIDTH = 40;
const USUAL_WIDTHS: ReadonlySet<number> = new Set([79, 80, 100, 120, 132]);

/**
 * The view without line breaks inside words, where the line before is as wide as lines get there:
 * what pagers, tables and `fold` make of a long token. Undefined where there are none.
 */
function joinedLines({ text, at }: View): View | undefined {
  const breaks = lineBreaks(text);
  const widest = breaks.reduce((most, { width }) => Math.max(most, width), 0);
  const joints: number[] = [];
  const parts: string[] = [];
  const places: number[] = [];
  let from = 0;
  for (const { start, end, width, soft } of breaks) {
    const full = soft || (width >= LEAST_WIDTH && (width === widest || USUAL_WIDTHS.has(width)));
    if (!full || !isInWord(text, start, end)) continue;
    if (!soft && !USUAL_WIDTHS.has(width) && !goesOn(text, end)) continue;
    parts.push(text.slice(from, start));
    for (let i = from; i < start; i++) places.push(at?.[i] ?? i);
    joints.push(places.length);
    from = end;
  }
  if (joints.length === 0) return undefined;
  parts.push(text.slice(from));
  for (let i = from; i < text.length; i++) places.push(at?.[i] ?? i);
  return { text: parts.join(""), at: places, joints };
}

const isInWord = (text: string, start: number, end: number): boolean =>
  WORD_CHAR.test(text.charAt(start - 1)) && WORD_CHAR.test(text.charAt(end));

/** Where the width tells nothing, the next line must begin like chance and not like a word. */
function goesOn(text: string, start: number): boolean {
  NEXT_WORD.lastIndex = start;
  return CHANCE.test(NEXT_WORD.exec(text)?.[0] ?? "");
}

const NEXT_WORD = /[A-Za-z0-9+/=_.~%-]{1,256}/y;
const CHANCE = /[0-9]|[a-z][A-Z]/;

interface Break {
  readonly start: number;
  readonly end: number;
  /** Characters of the line before. */
  readonly width: number;
  readonly soft: boolean;
}

function lineBreaks(text: string): Break[] {
  const breaks: Break[] = [];
  let lineStart = 0;
  for (let newline = text.indexOf("\n"); newline >= 0; newline = text.indexOf("\n", newline + 1)) {
    let start = newline;
    while (start > lineStart && text.charAt(start - 1) === "\r") start--;
    breaks.push({ start, end: newline + 1, width: start - lineStart, soft: false });
    lineStart = newline + 1;
  }
  for (const { index } of text.matchAll(SOFT_BREAK))
    breaks.push({ start: index, end: index + 2, width: 0, soft: true });
  return breaks.sort((a, b) => a.start - b.start);
}

/** How readline goes on at the right margin: a blank where the next character will be. */
const SOFT_BREAK = / \r(?![\r\n])/g;
