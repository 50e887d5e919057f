import { columns } from "./columns.ts";
import { controlAt, type Control } from "./control.ts";
import { editCells } from "./editCells.ts";
import { isForcedWrap } from "./isForcedWrap.ts";
import { moveRun } from "./moveRun.ts";

export interface Row {
  /** One entry a column; undefined where nothing was written, "" under the right half of a wide character. */
  cells: (string | undefined)[];
  /** True where the text ran over from the row above, so that no newline lies between them. */
  wrapped: boolean;
}

const MOST_ROWS = 2_000;
const MOST_COLUMNS = 70_000;
const WIDEST_JUMP = 500;

/**
 * The few rows on which a line is edited. It knows the controls that line editors use
 * (ECMA-48 and xterm's EL, ED, ICH, DCH, ECH, CUU..CUB, CHA) and has no top, no scrolling and no
 * fixed height: rows are counted from where it began, which is all that an editor relies on.
 */
export class Grid {
  readonly rows: Row[] = [{ cells: [], wrapped: false }];
  readonly width: number;
  row = 0;
  column = 0;
  /** Signs that the width is not the terminal's: moves above the first row, or past what was written. */
  strain = 0;
  /** Where something other than typing was printed last: colours and titles end a prompt. */
  styled = { row: 0, column: 0 };
  edited = false;
  /** True once the cursor went back to the margin or up: then it matters where rows end. */
  moved = false;
  /** The least columns that had ever been reached when the cursor went above the first row. */
  highest = Number.POSITIVE_INFINITY;
  /** True once the cursor went up: then the rows above are drawn again. */
  climbed = false;
  /** Columns at which an editor forced a wrap (a space, then CR, then the character that follows). */
  readonly wraps: number[] = [];
  #lastText = "";
  #runEnd = -1;
  #reached = 0;

  /** The first row holds less where bash counted a prompt's controls as columns. */
  readonly #firstWidth: number;

  /** True where the text lost its CRs. */
  readonly #lostReturns: boolean;

  constructor(width: number, firstWidth = width, lostReturns = false) {
    this.width = width;
    this.#firstWidth = firstWidth;
    this.#lostReturns = lostReturns;
  }

  write(text: string): void {
    for (let at = 0; at < text.length;) {
      const control = controlAt(text, at);
      if (control.kind === "text") this.print(text.slice(at, control.end));
      else this.#obey(control, text);
      at = control.end;
    }
  }

  print(text: string): void {
    for (const character of text) {
      const size = columns(character.codePointAt(0) ?? 0);
      if (size === 0) this.#combine(character);
      else this.#put(character, size);
    }
    this.#lastText = text;
  }

  /** How many cells there are in all. */
  get cells(): number {
    return this.rows.reduce((sum, row) => sum + row.cells.length, 0);
  }

  /** The text of a row, from a column on; blanks stand where nothing was written. */
  textOf(row: number, from = 0): string {
    let text = "";
    const cells = this.rows[row]?.cells ?? [];
    for (let column = from; column < cells.length; column++) text += cells[column] ?? " ";
    return text;
  }

  /** A row with the rows that its text ran over to. */
  logicalRow(row: number): string {
    let text = this.textOf(row);
    for (let next = row + 1; this.continues(next); next++) text += this.textOf(next);
    return text;
  }

  /** Whether a row goes on with the text of the row above: that one must still be full. */
  continues(row: number): boolean {
    const above = this.rows[row - 1]?.cells.length ?? 0;
    return this.rows[row]?.wrapped === true && above >= this.#widthOf(row - 1) - 1;
  }

  #widthOf(row: number): number {
    return row === 0 ? this.#firstWidth : this.width;
  }

  #combine(character: string): void {
    const cells = this.#cells();
    const before = this.column > 0 ? cells[this.column - 1] : undefined;
    if (before !== undefined && before.length < 32) cells[this.column - 1] = before + character;
  }

  #put(character: string, size: 1 | 2): void {
    if (this.column + size > this.#widthOf(this.row)) {
      this.#down();
      this.column = 0;
      this.#rowAt(this.row).wrapped = true;
    }
    if (this.column >= MOST_COLUMNS) return;
    const cells = this.#cells();
    while (cells.length < this.column) cells.push(undefined);
    cells[this.column] = character;
    if (size === 2) cells[this.column + 1] = "";
    this.column += size;
    if (this.column > this.#reached) this.#reached = this.column;
  }

  #obey(control: Exclude<Control, { kind: "text" }>, text: string): void {
    if (control.kind === "c0") this.#c0(control.code, control.end, text);
    else if (control.kind === "csi") {
      if (this.#lostReturns && control.final === "C") this.#restoreReturn(text, control.end);
      this.#csi(control.final, control.params, text.codePointAt(control.end) ?? 0);
    } else if (control.kind === "osc") this.#style();
    else if (control.kind === "esc") this.#esc(control.final);
    if (control.kind !== "c0" || control.code !== 0x0d) this.#lastText = "";
  }

  /** A run of moves that would end beyond the text must have begun at the margin. */
  #restoreReturn(text: string, end: number): void {
    if (this.#runEnd >= end) return;
    const run = moveRun(text, end);
    this.#runEnd = run.end;
    if (this.column + run.columns > this.#cells().length) this.column = 0;
  }

  #style(): void {
    if (!this.edited) this.styled = { row: this.row, column: this.column };
  }

  #c0(code: number, end: number, text: string): void {
    if (code === 0x08) {
      this.edited = true;
      // With a wrap pending the cursor stands on the last column, not behind it.
      this.column = Math.max(0, Math.min(this.column, this.width - 1) - 1);
    } else if (code === 0x0d) this.#return(end, text);
    else if (code === 0x0a) {
      this.#down();
      this.column = 0;
    } else if (code === 0x09 && this.column < this.width)
      this.column = Math.min(this.width - 1, (this.column | 7) + 1);
  }

  #return(end: number, text: string): void {
    const next = text.charCodeAt(end);
    if (next !== 0x0a && next !== 0x0d) {
      this.edited = true;
      this.moved = true;
    }
    const after = text.slice(end, end + 12);
    const redrawn = after.startsWith(this.textOf(this.row).slice(0, 4));
    if (this.#lastText.endsWith(" ") && isForcedWrap(after) && !redrawn) this.#forcedWrap();
    this.column = 0;
  }

  /** Readline and zle print a space and CR to make the terminal go on to the next row. */
  #forcedWrap(): void {
    if (Number.isFinite(this.width)) {
      if (this.column === 1 && this.#rowAt(this.row).wrapped) this.wraps.push(this.width);
      else this.strain++;
    } else if (this.column > 1) {
      this.wraps.push(this.column - 1);
      this.strain += 2;
    }
  }

  #esc(final: string): void {
    if (final === "M") this.#up(1);
    else if (final === "D") this.#down();
    else if (final === "E") {
      this.#down();
      this.column = 0;
    }
  }

  #csi(final: string, params: string, next: number): void {
    if (final === "m") {
      // Bash shows a paste and a match in reverse video: those belong to the typing.
      if (params !== "7" && params !== "27") this.#style();
      return;
    }
    if (final === "h" || final === "l" || final === "n") return;
    const count = Math.min(Math.max(Number.parseInt(params, 10) || 1, 1), MOST_COLUMNS);
    this.edited = true;
    if (final === "C") this.#right(count);
    else if (final === "D")
      this.column = Math.max(0, Math.min(this.column, this.width - 1) - count);
    else if (final === "A") this.#up(count);
    else if (final === "B") {
      this.column = Math.min(this.column, this.width - 1);
      for (let n = 0; n < Math.min(count, 200); n++) this.#down();
    } else if (final === "G") this.column = Math.min(count - 1, this.#rightmost());
    else if (final === "K") this.#erase(params, next);
    else if (final === "J") this.#eraseBelow(params);
    else if (final === "H" || final === "f") this.#home(params);
    else {
      // These act on the cell that the cursor is seen on, and end a pending wrap.
      if (final === "P" || final === "@" || final === "X")
        this.column = Math.min(this.column, this.width - 1);
      editCells(this.#cells(), this.column, final, count, this.width);
    }
  }

  #right(count: number): void {
    const target = Math.min(this.column + count, this.#rightmost());
    if (target > this.#cells().length || target < this.column + count) this.strain++;
    this.column = target;
  }

  /** Where the width is unknown, a bomb of moves must not make rows of any length. */
  #rightmost(): number {
    return Math.min(this.width - 1, this.#cells().length + WIDEST_JUMP);
  }

  #up(count: number): void {
    this.moved = true;
    this.climbed = true;
    for (let n = 0; n < Math.min(count, MOST_ROWS); n++) {
      if (this.row === 0) {
        this.strain += 4;
        this.highest = Math.min(this.highest, this.#reached);
      } else this.row--;
    }
    if (this.column > this.width - 1) this.column = this.width - 1;
  }

  #down(): void {
    if (this.row < MOST_ROWS) this.row++;
    this.#rowAt(this.row);
  }

  #erase(params: string, next: number): void {
    // A wide character that does not fit: readline fills the last column and erases it again.
    if (!Number.isFinite(this.width) && this.#lastText.endsWith(" ") && columns(next) === 2) {
      this.wraps.push(this.column);
      this.strain += 2;
    }
    this.#eraseLine(params);
  }

  #eraseLine(params: string): void {
    const cells = this.#cells();
    // With a wrap pending the last cell is erased, as xterm does and readline counts on; xterm.js keeps it.
    const from = Math.min(this.column, this.width - 1);
    if (params === "1" || params === "2") {
      for (let column = 0; column <= Math.min(this.column, cells.length - 1); column++)
        cells[column] = " ";
      if (params === "2") cells.length = 0;
    } else if (cells.length > from) cells.length = from;
  }

  #eraseBelow(params: string): void {
    if (params === "" || params === "0") {
      this.#eraseLine("");
      this.rows.length = Math.min(this.rows.length, this.row + 1);
    } else if (params === "2" || params === "3") {
      this.rows.length = 0;
      this.#rowAt(this.row);
    }
  }

  /** An absolute move means that the screen was cleared (ctrl-l): what follows starts afresh. */
  #home(params: string): void {
    if (params !== "" && !/^1?;?1?$/.test(params)) {
      this.strain++;
      return;
    }
    this.rows.length = 0;
    this.row = 0;
    this.column = 0;
    this.#rowAt(0);
    this.edited = false;
    this.styled = { row: 0, column: 0 };
  }

  #cells(): (string | undefined)[] {
    return this.#rowAt(this.row).cells;
  }

  #rowAt(index: number): Row {
    while (this.rows.length <= index) this.rows.push({ cells: [], wrapped: false });
    const row = this.rows[index];
    if (row === undefined) throw new RangeError("a row that was just made is missing");
    return row;
  }
}
