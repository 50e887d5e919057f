import type { Confidence, Place, ReadCommand } from "./ReadCommand.ts";
import type { Block, Hold, Level, Pending, Prompt, ReaderState } from "./State.ts";
import { completeCommands } from "./completeCommands.ts";
import { asksItself } from "./asksItself.ts";
import { expandedHistory } from "./expandedHistory.ts";
import { gradeOf } from "./gradeOf.ts";
import { isAlike, isSameShape } from "./promptLikeness.ts";
import { isCommonCommand } from "./knownWords.ts";
import { isCompletionList } from "./isCompletionList.ts";
import { isUnfinished } from "./isUnfinished.ts";
import { wordsOf } from "./oddness.ts";
import { promptMask } from "./promptMask.ts";
import { promptOfAssignment } from "./promptOfAssignment.ts";
import { isPlainPrompt, promptShape, REPL_MORE, zleEcho } from "./promptShapes.ts";
import type { BlockReading, ReadingContext } from "./readBlock.ts";
import { learntPrompt } from "./splitPrompt.ts";
import { startsPrompt } from "./startsPrompt.ts";
import { withoutControls } from "./withoutControls.ts";
import { staysSilent } from "./staysSilent.ts";

const MOST_PROMPTS = 12;
const MOST_LEVELS = 8;
const MOST_HELD = 40;
const MOST_RECENT = 16;
const MOST_WORDS = 160;
const MOST_HEAD = 3;
const WIDTH_LASTS = 24;
const EITHER = { shell: true, repl: true, change: true };

type Known = Pick<
  ReaderState,
  "prompts" | "levels" | "width" | "widthAge" | "returns" | "expected" | "words" | "recent"
>;

/** What happens in the session: prompts come, lines are accepted, commands print and end. */
export class Story {
  readonly commands: ReadCommand[] = [];
  known: Known & ReadingContext;
  pending: Pending | null;
  /** True when the text ended just behind the block that is being read. */
  last = false;
  #hold: Hold | null;
  readonly #form: ReaderState["form"];

  constructor(state: ReaderState) {
    const { prompts, levels, width, widthAge, returns, expected, words, recent } = state;
    this.known = { prompts, levels, width, widthAge, returns, expected, words, recent };
    this.pending = state.pending;
    this.#hold = state.hold;
    this.#form = state.form;
  }

  /** A line, or a part of one, that belongs to no input. */
  printed(text: string): void {
    if (text.startsWith("Script ")) this.#watchReplay(text);
    const pending = this.pending;
    if (pending === null || (pending.printed >= 9 && pending.head.length >= MOST_HEAD)) return;
    const visible = withoutControls(text);
    if (visible.trim() === "" || isZshFill(text)) return;
    if (pending.edited === true) {
      this.pending = { ...pending, text: visible.trimEnd().slice(0, 65_536), edited: false };
      return;
    }
    const head =
      pending.head.length < MOST_HEAD ? [...pending.head, visible.slice(0, 1_000)] : pending.head;
    this.pending = { ...pending, printed: Math.min(9, pending.printed + 1), head };
    if (this.#form === "streamed" && head !== pending.head) this.#hear(visible.slice(0, 200));
  }

  get hold(): Hold | null {
    return this.#hold;
  }

  /** Where in an output line an unfenced prompt begins, if one does. */
  expectsPrompt(text: string): number | undefined {
    const pending = this.pending;
    const top = this.known.levels.at(-1);
    if (
      pending !== null &&
      pending.printed === 0 &&
      pending.kind === "shell" &&
      top?.fenced !== true &&
      isUnfinished(pending.text)
    )
      return 0;
    if (pending?.kind === "repl" && pending.printed === 0 && REPL_MORE.test(text)) return 0;
    const fill = this.#form === "streamed" ? (FILLED.exec(text)?.[0].length ?? 0) : 0;
    const zle =
      this.#form === "streamed" &&
      (fill > 0 || this.pending === null) &&
      zleEcho(text.slice(fill)) > 0;
    const within = this.knows(text) ? undefined : this.#promptWithin(text);
    if (within !== undefined) return within;
    return zle || this.#looksPrompted(visibleStart(text.slice(fill))) ? fill : undefined;
  }

  /** A prompt that follows output without a newline: only the shell's own, in full, is believed there. */
  #promptWithin(text: string): number | undefined {
    const top = this.known.levels.at(-1);
    const own = this.known.prompts.find((prompt) => prompt.mask === top?.mask);
    if (own === undefined || own.fenced || own.text.trim().length < 3 || text.length > 20_000)
      return undefined;
    const at = text.indexOf(own.text);
    return at > 0 && !/[\s:'"`(>=$#-]$/.test(text.slice(0, at)) ? at : undefined;
  }

  /** Bash prints what was written in the editor that ctrl-x ctrl-e opened, and runs that. */
  editing(): void {
    if (this.pending !== null && this.pending.printed === 0)
      this.pending = { ...this.pending, edited: true };
  }

  /** Whether a line begins with a prompt exactly as it was printed before. */
  knows(text: string): boolean {
    const line = visibleStart(text);
    return this.known.prompts.some(({ text: prompt }) => {
      const first = /^\S*/.exec(line.slice(prompt.length))?.[0] ?? "";
      const certain = prompt.trim().length > 3 || isCommonCommand(first);
      return prompt !== "" && certain && line.startsWith(prompt);
    });
  }

  #looksPrompted(line: string): boolean {
    const { prompts, levels, expected } = this.known;
    // What a command line spelt out, its output only repeats.
    if (line.trim().length > 3 && this.pending?.text.includes(line.trim()) === true) return false;
    if (expected !== null && expected.length > 1 && new RegExp(expected).test(line.slice(0, 400)))
      return true;
    const top = levels.at(-1);
    const shape = promptShape(line);
    const learnt = learntPrompt(
      line,
      prompts.filter((prompt) => !prompt.fenced),
    );
    if (
      learnt !== undefined &&
      top !== undefined &&
      !top.fenced &&
      learnt.kind !== "continuation"
    ) {
      const mask = promptMask(learnt.prompt);
      if (levels.some((level) => level.mask === mask)) return true;
      if (prompts.some((prompt) => prompt.mask === mask && prompt.seen > 1)) return true;
      if (top.kind === "shell" && isSameShape(mask, top.mask)) return true;
    }
    // The shell around the fenced one is back.
    const around = levels.some(
      (level) => !level.fenced && level.mask === promptMask(learnt?.prompt ?? ""),
    );
    if (learnt !== undefined && around) return true;
    if (shape === undefined && learnt === undefined) return false;
    const starts = this.pending === null ? EITHER : startsPrompt(this.pending.text);
    if (learnt !== undefined && learnt.kind !== "continuation") {
      if (learnt.kind === "repl" ? starts.repl : starts.shell || starts.change) return true;
    }
    if (shape === undefined || shape.kind === "continuation") return false;
    if (shape.kind === "repl") return starts.repl;
    const first = prompts.length === 0 && line.startsWith("> ");
    if (!shape.sure && !isPlainPrompt(line) && !first) return false;
    if (top === undefined) return prompts.length === 0 || shape.sure;
    if (starts.shell) return true;
    const mask = promptMask(line.slice(0, shape.length));
    return !top.fenced && top.kind === "shell" && (starts.change || isSameShape(mask, top.mask));
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
    this.known = { ...this.known, expected: null };
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
    // Python prints this alone when ctrl-c gave a line up.
    if (pending.kind === "repl" && pending.head[0] === "KeyboardInterrupt") return;
    const { confidence, reason, kind, depth, prompt, damaged, enter, outputFrom } = pending;
    const text = history?.ran ?? pending.text;
    const output = { from: outputFrom, to: end };
    for (const part of kind === "shell" && !pending.unsure ? completeCommands(text) : [text]) {
      this.#tell({
        text: part,
        confidence,
        reason,
        kind,
        depth,
        prompt,
        damaged,
        enter,
        output,
      });
    }
  }

  #tell(command: ReadCommand): void {
    const hold = this.#hold;
    if (hold === null) {
      this.commands.push(command);
      return;
    }
    const doubted: ReadCommand = { ...command, confidence: "low", reason: "replayed" };
    const commands = hold.own ? [...hold.commands, doubted] : [command];
    this.#hold = { ...hold, own: true, commands };
    if (commands.length > MOST_HELD) this.release();
  }

  /** What looked like a replay did not end as one: its commands are told, with that doubt. */
  release(): void {
    const hold = this.#hold;
    this.#hold = null;
    this.commands.push(...(hold?.commands ?? []));
  }

  /** A typescript that is printed again begins and ends with the lines that `script` puts into it. */
  #watchReplay(line: string): void {
    const hold = this.#hold;
    const { levels } = this.known;
    if (hold === null) {
      if (
        this.pending === null ||
        levels.at(-1)?.fenced === true ||
        !/^Script started on /.test(line)
      )
        return;
      this.#hold = { by: this.pending, levels, own: false, commands: [] };
    } else if (/^Script done on /.test(line)) {
      this.#hold = null;
      this.pending = { ...hold.by, printed: 9 };
      this.known = { ...this.known, levels: hold.levels };
    }
  }

  /**
   * A captured session that is printed again has its own CR before the terminal's; a player prints
   * it as it was, so that only the prompt it was started at tells its end.
   */
  #isReplayed(read: BlockReading): boolean {
    const pending = this.pending;
    if (pending === null || read.zle) return false;
    const player = /^\s*(?:asciinema\s+(?:play|cat)|scriptreplay|ttyplay|scriptlive)\b/.test(
      pending.text,
    );
    if (player) return read.mask !== this.known.levels.at(-1)?.mask;
    const doubled = read.returns > this.known.returns && this.known.returns >= 0;
    return doubled && !/^\s*#/.test(pending.text) && !startsPrompt(pending.text).shell;
  }

  /** The line feed that `script` adds when its input ends in mid-line has no CR before it. */
  #hasNoEnter(read: BlockReading): boolean {
    // A line that nothing follows may have been left unfinished, unless it ended the session.
    if (this.last && !/^\s*(?:exit|logout|quit|exec|reboot|shutdown)\b/.test(read.text))
      return true;
    return this.#form === "transcript" && read.returns === 0 && !read.zle;
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
    if (pending.kind === "repl") return REPL_MORE.test(read.prompt) || read.kind === "continuation";
    const open = isUnfinished(pending.text);
    if (!open && asksItself(pending.text)) return false;
    const usual = /^(?:> ?|(?:\w+ )*\w+> )$/.test(read.prompt);
    if (this.known.levels.at(-1)?.mask === read.mask) return usual && open;
    return usual || read.kind === "continuation" || open;
  }

  #join(read: BlockReading, block: Block, outputFrom: Place): void {
    const pending = this.pending;
    if (pending === null) return;
    const text = `${pending.text}\n${read.text}`.slice(0, 65_536);
    const damaged = pending.damaged || read.text.includes("\ufffd");
    const sure = block.fenced || (read.by === "learnt" && read.strain === 0);
    const grade = sure ? {} : { confidence: "medium" as const, reason: "continued" };
    this.pending = { ...pending, ...grade, text, damaged, enter: block.enter, outputFrom };
    if (read.prompt.trim() !== "") this.#remember({ ...read, kind: "continuation" }, block);
  }

  /** A program asks with readline's help (`read -e`): what is typed there is an answer. */
  #isForeign(read: BlockReading): boolean {
    const pending = this.pending;
    const top = this.known.levels.at(-1);
    if (pending === null || top === undefined || read.mask === top.mask) return false;
    if (asksItself(pending.text)) return true;
    if (read.by === "learnt" || read.by === "set" || read.by === "fence" || read.by === "sure")
      return false;
    const starts = startsPrompt(pending.text);
    return !starts.shell && !starts.repl && !starts.change && !isAlike(read.mask, top.mask);
  }

  #prompted(read: BlockReading, block: Block, outputFrom: Place): void {
    const before = this.pending;
    if (this.pending?.rang === true && isCompletionList(this.pending, read.text))
      this.pending = null;
    this.settle(block.from);
    this.#learn(read, block);
    if (read.text.trim() === "" || this.#hasNoEnter(read)) return;
    this.pending = this.#accepted(read, block, outputFrom, before);
    if (this.#form === "streamed") this.#recall(read.text);
    this.known = { ...this.known, expected: promptOfAssignment(read.text) ?? null };
  }

  #recall(text: string): void {
    this.#hear(text);
    if (text.length > 120) return;
    const others = this.known.recent.filter((command) => command !== text);
    this.known = { ...this.known, recent: [text, ...others].slice(0, MOST_RECENT) };
  }

  #hear(text: string): void {
    const words = [...new Set([...wordsOf(text.slice(0, 400)), ...this.known.words])];
    this.known = { ...this.known, words: words.slice(0, MOST_WORDS) };
  }

  #accepted(read: BlockReading, block: Block, outputFrom: Place, before: Pending | null): Pending {
    const { confidence, reason } = gradeOf(read, block, this.known.prompts[0], before);
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
      ...(!block.fenced && /\x07[\r\n]*$/.test(block.raw) ? { rang: true } : {}),
    };
  }

  #learn(read: BlockReading, block: Block): void {
    this.known = { ...this.known, levels: this.#levelsWith(read, block) };
    if (
      read.returns >= 0 &&
      !read.zle &&
      (this.known.returns < 0 || read.returns < this.known.returns)
    ) {
      this.known = { ...this.known, returns: read.returns };
    }
    if (read.prompt.trim() === "" && (read.by === "guess" || !block.fenced)) return;
    if (read.by !== "guess" || read.text === "") this.#remember(read, block);
  }

  #levelsWith(read: BlockReading, block: Block): readonly Level[] {
    const levels = this.known.levels;
    const level: Level = {
      mask: read.mask,
      kind: read.kind === "repl" ? "repl" : "shell",
      fenced: this.#isFenced(read, block),
    };
    const at = levels.findLastIndex(({ mask }) => mask === read.mask);
    if (at >= 0) return [...levels.slice(0, at), level];
    const last = this.commands.at(-1);
    const starts = last === undefined ? undefined : startsPrompt(last.text);
    if (levels.length === 0 || starts === undefined) return [level];
    const leaves = /^\s*(?:exit|logout)\b/.test(last?.text ?? "");
    if ((starts.shell && !leaves) || level.kind === "repl")
      return [...levels, level].slice(-MOST_LEVELS);
    return [...levels.slice(0, -1), level];
  }

  /** Streamed, a fence only counts where the prompt itself makes the agent keep the line whole. */
  #isFenced(read: BlockReading, block: Block): boolean {
    return block.opened && (this.#form !== "streamed" || read.zle || /\x1b[\](]/.test(block.raw));
  }

  #remember(read: BlockReading, block: Block): void {
    const mask = promptMask(read.prompt);
    const before = this.known.prompts.find(
      (prompt) => prompt.mask === mask && prompt.kind === read.kind,
    );
    const rest = this.known.prompts.filter((prompt) => prompt !== before);
    const seen = Math.min(9, (before?.seen ?? 0) + 1);
    const prompt: Prompt = {
      text: read.prompt,
      mask,
      kind: read.kind,
      fenced: this.#isFenced(read, block),
      seen,
    };
    const first = read.kind === "continuation" ? rest.slice(0, 1) : [];
    const prompts = [...first, prompt, ...rest.slice(first.length)].slice(0, MOST_PROMPTS);
    this.known = { ...this.known, prompts };
  }
}

function visibleStart(text: string): string {
  return withoutControls(text.slice(0, 2_000));
}

/** zsh's PROMPT_SP where CRs are lost. */
const FILLED = /^[^\n]{0,2000}?[%#](?:\x1b\[[\d;]*m)* {20,}/;

/** zsh's PROMPT_SP and fish's mark of a missing newline are no output. */
function isZshFill(text: string): boolean {
  return / {19,}\r(?: \r|⏎ \r)/.test(text) && /^(?:\x1b\[[\d;]*m|\x1b\(B)*[%#⏎]/.test(text);
}
