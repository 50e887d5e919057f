/** The terminal and the locale as far as they decide what readline prints. */
export interface Terminal {
  /** The prompt's last row, as it is seen. */
  readonly prompt: string;
  /** Columns; infinite where unknown. */
  readonly width: number;
  /** It has ICH and DCH (all but vt100 and the like); for zle, the rest of a row is erased by EL. */
  readonly edits: boolean;
  /** Bash ≤ 5.2 in a UTF-8 locale leaves the end of a line alone only where a space is in it. */
  readonly spaced: boolean;
  /** Without UTF-8 the cursor moves right by printing the text again. */
  readonly reprints: boolean;
  readonly editor: "readline" | "busybox" | "zle";
}

/** A line that is being edited, and the offset of the cursor in it. */
export interface Edited {
  readonly line: string;
  readonly point: number;
  /** What is shown in reverse video: a paste, or what ctrl-r found. */
  readonly marked?: readonly [from: number, to: number];
}

/**
 * What is left of readline's redisplay from one state of the line to the next once the agent took
 * out CRs and controls: printed text, BS, and LF for each move to a lower row. After the behaviour of
 * update_line, _rl_move_cursor_relative and _rl_move_vert (readline's display.c).
 */
export function redisplayed(before: Edited, after: Edited, terminal: Terminal): string {
  const screen = new Screen(before, terminal);
  screen.show(after);
  return screen.out;
}

class Screen {
  out = "";
  readonly #terminal: Terminal;
  readonly #rows: string[];
  readonly #base: number;
  #marked: boolean;
  #row: number;
  #column: number;

  constructor(before: Edited, terminal: Terminal) {
    this.#terminal = terminal;
    this.#marked = before.marked !== undefined;
    // Where the width is unknown the line has one row, and its prompt need not be looked at.
    this.#base = terminal.width === Infinity ? terminal.prompt.length : 0;
    this.#rows = this.#rowsOf(before);
    [this.#row, this.#column] = placeOf(terminal.prompt.length + before.point, terminal.width);
  }

  #rowsOf(edited: Edited): string[] {
    const { prompt, width } = this.#terminal;
    return this.#base > 0 || width === Infinity
      ? [faced(edited)]
      : rowsOf(prompt + faced(edited), width);
  }

  show(edited: Edited): void {
    const { prompt, width } = this.#terminal;
    const { point } = edited;
    this.#marked ||= edited.marked !== undefined;
    const rows = this.#rowsOf(edited);
    for (const [row, text] of rows.entries()) this.#update(row, text, rows.length);
    for (let row = rows.length; row < this.#rows.length; row++) {
      this.#moveTo(row);
      this.#column = 0;
    }
    const [row, column] = placeOf(prompt.length + point, width);
    this.#moveTo(row);
    this.#moveIn(column, rows[row] ?? "");
  }

  /** zle prints the cells that have changed, and spaces over what is no more. */
  #overwrite(row: number, old: string, text: string): void {
    if (old === text) return;
    const prompt = row === 0 ? this.#terminal.prompt.length - this.#base : 0;
    let start = commonStart(old, text);
    // The first character of a line is printed once more.
    if (row === 0 && start === prompt + 1 && this.#column === this.#base + start) start--;
    let end = text.length;
    if (old.length === text.length)
      while (old.charCodeAt(end - 1) === text.charCodeAt(end - 1)) end--;
    this.#moveTo(row);
    this.#moveIn(this.#base + start, old);
    this.#print(text.slice(start, end));
    if (this.#terminal.edits) return;
    this.#print(" ".repeat(Math.max(0, old.length - text.length)));
  }

  #print(text: string): void {
    this.out += this.#marked ? text.replace(/[\ue000-\ue07f]/g, plain) : text;
    this.#column += text.length;
  }

  #moveTo(row: number): void {
    if (row > this.#row) {
      this.out += "\n".repeat(row - this.#row);
      this.#column = 0;
    }
    this.#row = row;
  }

  /** CR and moves to the right leave no trace; CR is taken where it is shorter than the backspaces. */
  #moveIn(column: number, text: string): void {
    if (column === this.#column) return;
    if (this.#jumps(column)) this.#column = this.#terminal.editor === "readline" ? 0 : column;
    if (this.#column > column) this.out += "\b".repeat(this.#column - column);
    else if (this.#terminal.reprints)
      this.out += text.slice(this.#column - this.#base, column - this.#base);
    this.#column = column;
  }

  /** Whether the cursor goes there with a control that leaves no trace: CR, or CSI D where it is shorter. */
  #jumps(column: number): boolean {
    const { editor, width } = this.#terminal;
    const back = this.#column - column;
    if (editor === "busybox") return back > 4;
    if (editor === "zle") return back > 7;
    return column === 0 || column + 1 < back || this.#column === width;
  }

  #update(row: number, text: string, rows: number): void {
    let old = this.#rows[row] ?? "";
    if (this.#terminal.editor === "zle") return this.#overwrite(row, old, text);
    if (this.#column === this.#terminal.width && this.#row === row - 1) {
      // The cursor stands behind a full row: its next character makes the terminal go on.
      this.#row = row;
      this.#column = 0;
      this.#print(text.charAt(0) || " ");
      if (text !== "" && old === "") return this.#print(text.slice(1));
      if (text !== "") old = text.charAt(0) + old.slice(1);
    }
    if (old === text) return;
    const start = commonStart(old, text);
    const same = this.#terminal.edits ? commonEnd(old, text, start, this.#terminal.spaced) : 0;
    this.#moveTo(row);
    this.#moveIn(this.#base + start, old);
    const more = text.length - old.length;
    const grows = row >= this.#rows.length - 1 && rows > this.#rows.length;
    const changed = text.length - start;
    if (more > 0) this.#print(text.slice(start, grows ? undefined : text.length - same));
    else if (this.#terminal.edits && 2 * changed >= -more) {
      this.#print(text.slice(start, text.length - same));
    } else {
      this.#print(text.slice(start));
      if (row < rows - 1) this.#print(" ".repeat(-more));
    }
  }
}

const FACE = 0xe000;
const plain = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - FACE);

/** A line in which the signs in reverse video differ from the same signs elsewhere. */
function faced({ line, marked }: Edited): string {
  if (marked === undefined) return line;
  const text = line.slice(marked[0], marked[1]);
  const shown = text.replace(/[\x20-\x7e]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) + FACE),
  );
  return line.slice(0, marked[0]) + shown + line.slice(marked[1]);
}

function rowsOf(text: string, width: number): string[] {
  if (text.length < width) return [text];
  const rows: string[] = [];
  for (let at = 0; at <= text.length; at += width) rows.push(text.slice(at, at + width));
  return rows;
}

const placeOf = (at: number, width: number): [row: number, column: number] =>
  at < width ? [0, at] : [Math.floor(at / width), at % width];

function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

/** How many characters at the end readline finds unchanged; the last one it looks at counts, but tells nothing. */
function commonEnd(old: string, text: string, start: number, spaced: boolean): number {
  let same = 0;
  let found = false;
  let one = old.length - 1;
  let other = text.length - 1;
  for (; one > start && other > start; one--, other--, same++) {
    if (old.charCodeAt(one) !== text.charCodeAt(other)) break;
    if ((old.charAt(one) === " ") === spaced) found = true;
  }
  if (!found) return 0;
  return old.charCodeAt(one) === text.charCodeAt(other) ? same + 1 : same;
}
