import type { Place, ReadCommand } from "./ReadCommand.ts";
import type { Block, Pending, Prompt, ReaderState, Stretch } from "./State.ts";
import { placeAt, stretchFrom } from "./cutLines.ts";
import { learntPrompt, readBlock, type BlockReading } from "./readBlock.ts";
import { promptMask } from "./promptMask.ts";
import { promptShape } from "./promptShapes.ts";

const FENCE_ON = "\x1b[?2004h";
const FENCE_OFF = "\x1b[?2004l";
const ALTERNATE_ON = /\x1b\[\?(?:1049|1047|47)h/;
const ALTERNATE_OFF = /\x1b\[\?(?:1049|1047|47)l/;
const MOST_PROMPTS = 12;
const LONGEST_BLOCK = 65_536;

/** The machine that one `feed` drives: it works on its own copies and leaves the old state alone. */
export class Fold {
  readonly commands: ReadCommand[] = [];
  #alternate: boolean;
  #block: Block | null;
  #pending: Pending | null;
  #prompts: readonly Prompt[];
  #levels: readonly string[];
  #width: number;
  readonly #form: ReaderState["form"];

  constructor(state: ReaderState) {
    this.#form = state.form;
    this.#alternate = state.alternate;
    this.#block = state.block;
    this.#pending = state.pending;
    this.#prompts = state.prompts;
    this.#levels = state.levels;
    this.#width = state.width;
  }

  state(carry: Stretch): ReaderState {
    return {
      form: this.#form,
      carry,
      alternate: this.#alternate,
      block: this.#block,
      pending: this.#pending,
      prompts: this.#prompts,
      levels: this.#levels,
      width: this.#width,
    };
  }

  takeLine(line: Stretch, feed: Place): void {
    let rest = line;
    for (;;) {
      const visible = this.#outsideAlternate(rest);
      if (visible.here.text !== "" || visible.after === undefined)
        this.#takeVisible(visible.here, feed);
      if (visible.after === undefined) return;
      rest = visible.after;
    }
  }

  /** The text has ended: what is open is closed as far as it can be. */
  finish(end: Place): void {
    if (this.#block !== null && !this.#block.fenced) this.#closeBlock(end);
    this.#emit(end);
  }

  #outsideAlternate(line: Stretch): { here: Stretch; after?: Stretch } {
    const nothing = { text: "", segments: [] };
    if (!line.text.includes("\x1b[?")) return { here: this.#alternate ? nothing : line };
    const edge = (this.#alternate ? ALTERNATE_OFF : ALTERNATE_ON).exec(line.text);
    if (edge === null) return { here: this.#alternate ? nothing : line };
    const after = stretchFrom(line, edge.index + edge[0].length);
    const here = this.#alternate ? nothing : { ...line, text: line.text.slice(0, edge.index) };
    this.#alternate = !this.#alternate;
    return { here, after };
  }

  #takeVisible(line: Stretch, feed: Place): void {
    let rest = line;
    for (let turn = 0; turn < 10_000; turn++) {
      const next = this.#block === null ? this.#inOutput(rest, feed) : this.#inBlock(rest, feed);
      if (next === undefined) return;
      rest = next;
    }
  }

  #inBlock(line: Stretch, feed: Place): Stretch | undefined {
    const block = this.#block;
    if (block === null) return line;
    if (!block.fenced) {
      if (isRedraw(line.text)) {
        this.#append(block, line.text, feed);
        return undefined;
      }
      this.#closeBlock(placeAt(line, 0, feed));
      return line;
    }
    const off = line.text.indexOf(FENCE_OFF);
    const on = line.text.lastIndexOf(FENCE_ON, off < 0 ? undefined : off);
    if (on >= 0) {
      this.#open(line, on, feed);
      return stretchFrom(line, on + FENCE_ON.length);
    }
    if (off < 0) {
      this.#append(block, line.text, feed);
      return undefined;
    }
    this.#block = { ...block, raw: clipped(block.raw + line.text.slice(0, off)) };
    this.#closeBlock(placeAt(line, off + FENCE_OFF.length, feed));
    return stretchFrom(line, off + FENCE_OFF.length);
  }

  #inOutput(line: Stretch, feed: Place): Stretch | undefined {
    const on = line.text.indexOf(FENCE_ON);
    if (on >= 0) {
      this.#open(line, on, feed);
      return stretchFrom(line, on + FENCE_ON.length);
    }
    if (this.#bareprompt(line, feed)) return undefined;
    if (this.#pending !== null && this.#pending.printed < 9 && visible(line.text)) {
      this.#pending = { ...this.#pending, printed: this.#pending.printed + 1 };
    }
    return undefined;
  }

  #open(line: Stretch, on: number, feed: Place): void {
    const before = line.text.slice(Math.max(0, on - 2_000), on);
    const from = placeAt(line, on, feed);
    const fenced = this.#form !== "streamed";
    this.#block = { before, raw: "", fenced, from, enter: feed, rows: 0 };
  }

  #append(block: Block, text: string, feed: Place): void {
    const raw = clipped(block.raw + text + "\n");
    this.#block = { ...block, raw, enter: feed, rows: block.rows + 1 };
  }

  /** A line that begins with a prompt although no fence tells so. */
  #bareprompt(line: Stretch, feed: Place): boolean {
    const text = line.text.replace(
      /^\r+|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g,
      "",
    );
    const bare = this.#prompts.filter((prompt) => !prompt.fenced);
    const learnt = learntPrompt(text, bare);
    if (learnt === undefined) {
      const shape = promptShape(text);
      if (shape === undefined || !(shape.sure || this.#prompts.length === 0)) return false;
    }
    const from = placeAt(line, 0, feed);
    this.#block = { before: "", raw: "", fenced: false, from, enter: feed, rows: 0 };
    this.#append(this.#block, line.text, feed);
    return true;
  }

  #closeBlock(outputFrom: Place): void {
    const block = this.#block;
    if (block === null) return;
    this.#block = null;
    const read = readBlock(block, this.#prompts, this.#width);
    if (read === undefined) return;
    if (read.width > 0) this.#width = read.width;
    if (read.text.endsWith("^C")) {
      this.#pending = this.#isContinuation(read) ? null : this.#emit(block.from);
    } else if (this.#isContinuation(read) && this.#pending !== null) {
      this.#pending = {
        ...this.#pending,
        text: `${this.#pending.text}\n${read.text}`,
        enter: block.enter,
        outputFrom,
      };
      return;
    } else {
      this.#emit(block.from);
      if (read.text.trim() !== "") this.#accept(read, block, outputFrom);
    }
    if (read.by !== "guess" && !this.#isContinuation(read)) this.#learn(read, block.fenced);
  }

  #isContinuation(read: BlockReading): boolean {
    if (this.#pending === null || this.#pending.printed > 0) return false;
    const isFirst = this.#prompts[0]?.mask === read.mask;
    return !isFirst && /^(?:> ?|\w+> ?|\.\.\. ?)$/.test(read.prompt);
  }

  #accept(read: BlockReading, block: Block, outputFrom: Place): void {
    this.#pending = {
      text: read.text.trimStart(),
      confidence: block.fenced && read.by !== "guess" && read.strain === 0 ? "high" : "medium",
      reason: read.by,
      kind: read.kind === "repl" ? "repl" : "shell",
      depth: this.#levels.length,
      prompt: read.prompt,
      damaged: read.text.includes("\ufffd"),
      enter: block.enter,
      outputFrom,
      printed: 0,
      fenced: block.fenced,
    };
  }

  #learn(read: BlockReading, fenced: boolean): void {
    const rest = this.#prompts.filter((prompt) => prompt.mask !== read.mask);
    const seen = Math.min(9, (this.#prompts.find((p) => p.mask === read.mask)?.seen ?? 0) + 1);
    const prompt = {
      text: read.prompt,
      mask: promptMask(read.prompt),
      kind: read.kind,
      fenced,
      seen,
    };
    this.#prompts = [prompt, ...rest].slice(0, MOST_PROMPTS);
  }

  #emit(end: Place): null {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null) return null;
    const { text, confidence, reason, kind, depth, prompt, damaged, enter, outputFrom } = pending;
    const output = { from: outputFrom, to: end };
    this.commands.push({ text, confidence, reason, kind, depth, prompt, damaged, enter, output });
    return null;
  }
}

function isRedraw(text: string): boolean {
  return /^\r+(?:\x1b\[[KJA]|\S)/.test(text);
}

function visible(text: string): boolean {
  return /[^\s\x00-\x1f]/.test(text);
}

function clipped(raw: string): string {
  if (raw.length <= LONGEST_BLOCK) return raw;
  return raw.slice(0, LONGEST_BLOCK / 2) + raw.slice(-LONGEST_BLOCK / 2);
}
