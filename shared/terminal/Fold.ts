import type { Place, ReadCommand } from "./ReadCommand.ts";
import type { Block, ReaderState, Stretch } from "./State.ts";
import { Grid } from "./Grid.ts";
import { placeAt, stretchFrom } from "./cutLines.ts";
import { knowsPrompt } from "./knowsPrompt.ts";
import { NextMarks } from "./NextMarks.ts";
import { readBlock } from "./readBlock.ts";
import { readStripped } from "./readStripped.ts";
import { zleReady } from "./zleReady.ts";
import { withoutControls } from "./withoutControls.ts";
import { Story } from "./Story.ts";

const FENCE_ON = "\x1b[?2004h";
const FENCE_OFF = "\x1b[?2004l";
const ALTERNATE_ON = /\x1b\[\?(?:1049|1047|47)h/;
const ALTERNATE_OFF = /\x1b\[\?(?:1049|1047|47)l/;
const LONGEST_BLOCK = 65_536;
const LIKELY_NARROWEST = 40;
const MOST_TURNS = 100_000;

/**
 * The machine that one `feed` drives, on its own copies of the state: it cuts lines at the fences
 * and the alternate screen, collects input blocks, and hands what it found to the story.
 */
export class Fold {
  readonly #story: Story;
  readonly #form: ReaderState["form"];
  readonly #marks = new NextMarks();
  #alternate: boolean;
  #block: Block | null;

  constructor(state: ReaderState) {
    this.#form = state.form;
    this.#alternate = state.alternate;
    this.#block = state.block;
    this.#story = new Story(state);
  }

  get commands(): ReadCommand[] {
    return this.#story.commands;
  }

  get doubtful(): ReadCommand[] {
    return this.#story.doubtful;
  }

  state(carry: Stretch): ReaderState {
    const { known, pending, hold, asked } = this.#story;
    return {
      form: this.#form,
      carry,
      alternate: this.#alternate,
      block: this.#block,
      pending,
      hold,
      asked,
      ...known,
    };
  }

  takeLine(line: Stretch, feed: Place): void {
    let rest: Stretch | undefined = line;
    while (rest !== undefined) {
      const { here, after } = this.#outsideAlternate(rest);
      if (here !== undefined) this.#takeVisible(here, feed, after === undefined);
      rest = after;
    }
  }

  /** Most output can't change anything any more: it is passed over at the pace of a search. */
  skipFrom(text: string, from: number): number {
    if (this.#block !== null || this.#alternate) return from;
    const deaf = this.#story.deafTo();
    return deaf === undefined ? from : this.#marks.lineOfNext(text, from, deaf);
  }

  /** The text has ended: what is open is closed as far as it can be. */
  finish(end: Place): void {
    if (this.#block !== null && !this.#block.fenced) {
      this.#story.last = true;
      this.#closeBlock(end);
    }
    this.#story.settle(end);
    this.#story.release();
  }

  #outsideAlternate(line: Stretch): { here?: Stretch; after?: Stretch } {
    // Streamed, the control that ends the alternate screen may be lost: a known prompt ends it too.
    if (
      this.#alternate &&
      this.#form === "streamed" &&
      knowsPrompt(line.text, this.#story.known.prompts)
    )
      this.#alternate = false;
    const whole = this.#alternate ? {} : { here: line };
    if (this.#alternate && line.text.includes("/bash-fc.")) this.#story.editing();
    if (!line.text.includes("\x1b[?")) return whole;
    const edge = (this.#alternate ? ALTERNATE_OFF : ALTERNATE_ON).exec(line.text);
    if (edge === null) return whole;
    const after = stretchFrom(line, edge.index + edge[0].length);
    const was = this.#alternate;
    this.#alternate = !was;
    return was ? { after } : { here: { ...line, text: line.text.slice(0, edge.index) }, after };
  }

  #takeVisible(line: Stretch, feed: Place, ended: boolean): void {
    let rest: Stretch | undefined = line;
    for (let turn = 0; rest !== undefined && turn < MOST_TURNS; turn++) {
      rest =
        this.#block === null
          ? this.#inOutput(rest, feed, ended)
          : this.#inBlock(this.#block, rest, feed, ended);
    }
  }

  #inBlock(block: Block, line: Stretch, feed: Place, ended: boolean): Stretch | undefined {
    if (!block.fenced) return this.#inBareBlock(block, line, feed, ended);
    const off = line.text.indexOf(FENCE_OFF);
    const on = line.text.lastIndexOf(FENCE_ON, off < 0 ? undefined : off);
    if (on >= 0) {
      this.#closeUnfenced(block, placeAt(line, on, feed));
      return this.#open(line, on, feed);
    }
    if (off < 0) {
      this.#append(block, line.text, feed, ended);
      return undefined;
    }
    const rest = stretchFrom(line, off + FENCE_OFF.length);
    const raw = clipped(block.raw + line.text.slice(0, off));
    this.#block = { ...block, raw, after: rest.text.slice(0, 40) };
    this.#closeBlock(placeAt(rest, 0, feed));
    return rest;
  }

  /** The fence was switched on again without having been switched off: the first line was accepted. */
  #closeUnfenced(block: Block, outputFrom: Place): void {
    const line = /^[^\n]*\n(?:\r+[^\n]*\n)*/.exec(block.raw)?.[0];
    if (line === undefined) return;
    this.#block = { ...block, raw: line, fenced: false };
    this.#closeBlock(outputFrom);
  }

  #inBareBlock(block: Block, line: Stretch, feed: Place, ended: boolean): Stretch | undefined {
    // A full-screen program switches the fence off; the shell that it leaves switches it on again.
    const on = block.raw === "" && block.opened ? line.text.lastIndexOf(FENCE_ON) : -1;
    if (on >= 0 && line.text.lastIndexOf(FENCE_OFF, on) >= 0) return this.#open(line, on, feed);
    if (block.raw === "" || !block.raw.endsWith("\n") || this.#isRedraw(block, line.text)) {
      this.#append(block, line.text, feed, ended);
      return undefined;
    }
    this.#closeBlock(placeAt(line, 0, feed));
    return line;
  }

  /**
   * Readline prints line feeds to go down to a row that it draws again; that row then begins with
   * CR. There is such a row only where the line is longer than the screen is wide.
   */
  #isRedraw(block: Block, text: string): boolean {
    if (this.#form === "streamed") return false;
    if (!/^\r+(?:\x1b\[[KJA]|\x1b\[\d*C|[^\s\x00-\x1f])/.test(text)) return false;
    const width = this.#story.known.width;
    if (width > 0 && !/^\r+\x1b/.test(text) && endsOnNewRow(block.raw, width)) return false;
    const rows = block.raw.split("\n");
    if (rows.length > 2) return /^\r+\x1b/.test(text);
    const columns = withoutControls(rows[0] ?? "").length;
    return columns >= (width || LIKELY_NARROWEST);
  }

  #inOutput(line: Stretch, feed: Place, ended: boolean): Stretch | undefined {
    const on = line.text.indexOf(FENCE_ON);
    if (on >= 0) return this.#open(line, on, feed);
    const text = line.text;
    const bare = this.#story.expectsPrompt(text);
    if (bare !== undefined) {
      const from = placeAt(line, bare, feed);
      const before = text.slice(Math.max(0, bare - 400), bare);
      if (bare > 0) this.#story.printed(before.replace(/[%#] {19,}$/, ""));
      const block = { before, raw: "", fenced: false, opened: false, from, enter: feed };
      this.#append(block, text.slice(bare), feed, ended);
    } else this.#story.printed(text);
    return undefined;
  }

  #open(line: Stretch, on: number, feed: Place): Stretch {
    const before = line.text.slice(Math.max(0, on - 2_000), on);
    const fenced = this.#form !== "streamed";
    // Streamed, a fence is only seen where something else on the line made the agent keep it whole.
    const opened = fenced || zleReady(before) || /\x1b[\](]/.test(line.text.slice(on));
    const from = placeAt(line, on, feed);
    // zle prints its prompt before the fence: only what stands before its last CR may be output.
    const output = /\x1b\[K[^\n\r]*$/.test(before)
      ? before.slice(0, before.lastIndexOf("\r") + 1)
      : before;
    if (this.#block === null) this.#story.printed(output);
    this.#block = { before, raw: "", fenced, opened, from, enter: feed };
    return stretchFrom(line, on + FENCE_ON.length);
  }

  #append(block: Block, text: string, feed: Place, ended: boolean): void {
    // Busybox prints CR LF itself at the right margin, to which the terminal adds another CR.
    const soft = block.raw.includes("\x1b[6n") || text.includes("\x1b[6n");
    const joined = soft && ended && /[^\r]\r+$/.test(text) && this.#story.isSoft(text);
    const raw = clipped(
      block.raw + (joined ? text.replace(/\r+$/, "") : `${text}${ended ? "\n" : ""}`),
    );
    this.#block = { ...block, raw, enter: feed };
  }

  #closeBlock(outputFrom: Place): void {
    const block = this.#block;
    if (block === null) return;
    this.#block = null;
    const reader = this.#form === "streamed" ? readStripped : readBlock;
    const { known, pending } = this.#story;
    const read = reader(block, { ...known, open: pending?.open === true && pending.printed === 0 });
    if (read !== undefined) this.#story.input(read, block, outputFrom);
  }
}

/** A line that fills its rows leaves the cursor on the next one: Enter prints nothing more there. */
function endsOnNewRow(raw: string, width: number): boolean {
  const grid = new Grid(width);
  grid.write(raw.replace(/\n$/, ""));
  const filled = grid.rows.filter((row) => row.cells.length > 0);
  return filled.length === grid.row + 1 && filled.every((row) => row.cells.length >= width);
}

function clipped(raw: string): string {
  if (raw.length <= LONGEST_BLOCK) return raw;
  return raw.slice(0, LONGEST_BLOCK / 2) + raw.slice(-LONGEST_BLOCK / 2);
}
