import type { Confidence, Place, ReadCommand } from "./ReadCommand.ts";
import type { Block, Level, Pending, Prompt, ReaderState } from "./State.ts";
import { expandedHistory } from "./expandedHistory.ts";
import { isUnfinished } from "./isUnfinished.ts";
import { promptMask } from "./promptMask.ts";
import { promptOfAssignment } from "./promptOfAssignment.ts";
import { promptShape } from "./promptShapes.ts";
import type { BlockReading, ReadingContext } from "./readBlock.ts";
import { learntPrompt } from "./splitPrompt.ts";
import { startsPrompt } from "./startsPrompt.ts";
import { staysSilent } from "./staysSilent.ts";

const MOST_PROMPTS = 12;
const MOST_LEVELS = 8;
const MOST_HEAD = 3;
const WIDTH_LASTS = 24;

type Known = Pick<
  ReaderState,
  "prompts" | "levels" | "width" | "widthAge" | "returns" | "expected"
>;

/** What happens in the session: prompts come, lines are accepted, commands print and end. */
export class Story {
  readonly commands: ReadCommand[] = [];
  known: Known & ReadingContext;
  pending: Pending | null;
  readonly #form: ReaderState["form"];

  constructor(state: ReaderState) {
    const { prompts, levels, width, widthAge, returns, expected } = state;
    this.known = { prompts, levels, width, widthAge, returns, expected };
    this.pending = state.pending;
    this.#form = state.form;
  }

  /** A line, or a part of one, that belongs to no input. */
  printed(text: string): void {
    const pending = this.pending;
    if (pending === null || (pending.printed >= 9 && pending.head.length >= MOST_HEAD)) return;
    const visible = text.replace(
      /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()].|\r/g,
      "",
    );
    if (visible.trim() === "" || isZshFill(text)) return;
    const head =
      pending.head.length < MOST_HEAD ? [...pending.head, visible.slice(0, 1_000)] : pending.head;
    this.pending = { ...pending, printed: Math.min(9, pending.printed + 1), head };
  }

  /** Where in an output line an unfenced prompt begins, if one does. */
  expectsPrompt(text: string): number | undefined {
    const line = visibleStart(text);
    const top = this.known.levels.at(-1);
    const bare = this.known.prompts.filter((prompt) => !prompt.fenced);
    const pending = this.pending;
    if (
      pending !== null &&
      pending.printed === 0 &&
      top?.fenced !== true &&
      isUnfinished(pending.text)
    )
      return 0;
    const starts = pending === null ? { shell: true, repl: true } : startsPrompt(pending.text);
    const learnt = learntPrompt(line, bare);
    if (top !== undefined && !top.fenced && learnt !== undefined) return 0;
    if (learnt !== undefined && (learnt.kind === "repl" ? starts.repl : starts.shell)) return 0;
    const shape = promptShape(line);
    if (shape === undefined) return undefined;
    if (shape.kind === "repl") return starts.repl ? 0 : undefined;
    if (top === undefined) return shape.sure || this.known.prompts.length === 0 ? 0 : undefined;
    if (top.fenced)
      return starts.shell && this.#form !== "streamed"
        ? 0
        : starts.shell && shape.sure
          ? 0
          : undefined;
    return shape.sure || starts.shell ? 0 : undefined;
  }

  isSoft(text: string): boolean {
    const returns = /\r+$/.exec(text)?.[0].length ?? 0;
    return returns > Math.max(this.known.returns, this.#form === "transcript" ? 1 : 0);
  }

  input(read: BlockReading, block: Block, outputFrom: Place): void {
    const told = read.width > 0;
    const age = told ? 0 : this.known.widthAge + 1;
    const width = told ? read.width : age > WIDTH_LASTS ? 0 : this.known.width;
    this.known = { ...this.known, width, widthAge: width === 0 ? 0 : age };
    if (this.#isReplayed(read)) {
      this.printed(read.text);
      return;
    }
    if (read.givenUp) this.#giveUp(read, block);
    else if (this.#isContinuation(read)) this.#join(read, block, outputFrom);
    else if (this.#isForeign(read)) this.printed(read.prompt + read.text);
    else this.#prompted(read, block, outputFrom);
  }

  /** The pending command's output has ended: nothing more can be learnt about it. */
  settle(end: Place): void {
    const pending = this.pending;
    this.pending = null;
    if (pending === null) return;
    if (pending.unsure && pending.printed === 0 && !staysSilent(pending.text)) return;
    const history =
      pending.kind === "shell" ? expandedHistory(pending.text, pending.head) : undefined;
    if (history === "refused") return;
    const { confidence, reason, kind, depth, prompt, damaged, enter, outputFrom } = pending;
    const text = history?.ran ?? pending.text;
    const output = { from: outputFrom, to: end };
    this.commands.push({ text, confidence, reason, kind, depth, prompt, damaged, enter, output });
    const expected = promptOfAssignment(text) ?? null;
    this.known = { ...this.known, expected };
  }

  /** A captured session that is printed again has its own CR before the terminal's. */
  #isReplayed(read: BlockReading): boolean {
    return !read.zle && read.returns > this.known.returns && this.known.returns >= 0;
  }

  #giveUp(read: BlockReading, block: Block): void {
    if (this.#isContinuation(read)) this.pending = null;
    else {
      this.settle(block.from);
      this.#learn(read, block);
    }
  }

  #isContinuation(read: BlockReading): boolean {
    const pending = this.pending;
    if (pending === null || pending.printed > 0) return false;
    if (/^(?:\.\.\. ?| {3,}\.\.\.[:>] ?| {4}[-'"`]> ?)$/.test(read.prompt))
      return pending.kind === "repl";
    if (pending.kind === "repl") return false;
    const usual = /^(?:> ?|(?:\w+ )*\w+> )$/.test(read.prompt);
    const same = this.known.levels.at(-1)?.mask === read.mask;
    if (same) return usual && isUnfinished(pending.text);
    return usual || read.kind === "continuation" || isUnfinished(pending.text);
  }

  #join(read: BlockReading, block: Block, outputFrom: Place): void {
    const pending = this.pending;
    if (pending === null) return;
    const text = `${pending.text}\n${read.text}`.slice(0, 65_536);
    const damaged = pending.damaged || read.text.includes("\ufffd");
    this.pending = { ...pending, text, damaged, enter: block.enter, outputFrom };
    if (read.prompt.trim() !== "") this.#remember({ ...read, kind: "continuation" }, block);
  }

  /** A program asks with readline's help (`read -e`): what is typed there is an answer. */
  #isForeign(read: BlockReading): boolean {
    const pending = this.pending;
    if (pending === null || read.by === "learnt" || read.by === "set" || read.by === "fence")
      return false;
    if (/\bread\b.*\s-\w*e/.test(pending.text) || /^\s*(?:bc|dc)\b/.test(pending.text)) return true;
    if (read.by === "sure") return false;
    const starts = startsPrompt(pending.text);
    return pending.kind === "repl" && !(starts.shell || starts.repl);
  }

  #prompted(read: BlockReading, block: Block, outputFrom: Place): void {
    this.settle(block.from);
    this.#learn(read, block);
    if (read.text.trim() !== "") this.pending = this.#accepted(read, block, outputFrom);
  }

  #accepted(read: BlockReading, block: Block, outputFrom: Place): Pending {
    const { confidence, reason } = gradeOf(read, block, this.known.prompts[0]);
    return {
      text: read.text.slice(0, 65_536),
      confidence,
      reason,
      kind: read.kind === "repl" ? "repl" : "shell",
      depth: this.known.levels.length - 1,
      prompt: read.prompt,
      damaged: read.text.includes("\ufffd"),
      enter: block.enter,
      outputFrom,
      head: [],
      printed: 0,
      unsure: read.zle,
    };
  }

  #learn(read: BlockReading, block: Block): void {
    this.known = { ...this.known, expected: null, levels: this.#levelsWith(read, block) };
    if (
      read.returns >= 0 &&
      !read.zle &&
      (this.known.returns < 0 || read.returns < this.known.returns)
    ) {
      this.known = { ...this.known, returns: read.returns };
    }
    if (read.by !== "guess" || read.text === "") this.#remember(read, block);
  }

  #levelsWith(read: BlockReading, block: Block): readonly Level[] {
    const levels = this.known.levels;
    const level: Level = {
      mask: read.mask,
      kind: read.kind === "repl" ? "repl" : "shell",
      fenced: block.opened,
    };
    const at = levels.findLastIndex(({ mask }) => mask === read.mask);
    if (at >= 0) return [...levels.slice(0, at), level];
    const last = this.commands.at(-1);
    const starts = last === undefined ? undefined : startsPrompt(last.text);
    if (levels.length === 0 || starts === undefined) return [level];
    if (starts.shell || level.kind === "repl") return [...levels, level].slice(-MOST_LEVELS);
    return [...levels.slice(0, -1), level];
  }

  #remember(read: BlockReading, block: Block): void {
    const mask = promptMask(read.prompt);
    const before = this.known.prompts.find(
      (prompt) => prompt.mask === mask && prompt.kind === read.kind,
    );
    const rest = this.known.prompts.filter((prompt) => prompt !== before);
    const seen = Math.min(9, (before?.seen ?? 0) + 1);
    const prompt: Prompt = { text: read.prompt, mask, kind: read.kind, fenced: block.opened, seen };
    const first = read.kind === "continuation" ? rest.slice(0, 1) : [];
    const prompts = [...first, prompt, ...rest.slice(first.length)].slice(0, MOST_PROMPTS);
    this.known = { ...this.known, prompts };
  }
}

function gradeOf(
  read: BlockReading,
  block: Block,
  prompt: Prompt | undefined,
): { confidence: Confidence; reason: string } {
  const known =
    read.by === "fence" || read.by === "learnt" || read.by === "sure" || read.by === "set";
  if (block.opened && known && read.strain === 0)
    return { confidence: "high", reason: `${read.by}` };
  if (known && !read.edited && read.strain === 0 && (prompt?.seen ?? 0) > 1)
    return { confidence: "high", reason: "repeated" };
  return { confidence: "medium", reason: read.by };
}

function visibleStart(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/^\r+|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()]./g, "");
}

/** zsh's PROMPT_SP and fish's mark of a missing newline are no output. */
function isZshFill(text: string): boolean {
  return / {19,}\r(?: \r|⏎ \r)/.test(text) && /^(?:\x1b\[[\d;]*m|\x1b\(B)*[%#⏎]/.test(text);
}
