import type { Form, Place, ReadCommand } from "./ReadCommand.ts";
import type { Known } from "./Known.ts";
import type { BlockReading } from "./readBlock.ts";
import type { Block, Hold, Pending, ReaderState } from "./State.ts";
import { acceptedLine } from "./acceptedLine.ts";
import { commandsOf, NOTHING } from "./commandsOf.ts";
import { decodeZle } from "./decodeZle.ts";
import { filledWidth } from "./filledWidth.ts";
import { heardCommand, heardWords } from "./heardWords.ts";
import { isCompletionList } from "./isCompletionList.ts";
import { answeredExit, asksExit, exitTold, keepsShell, withExit } from "./exitTold.ts";
import { isUnfinished } from "./isUnfinished.ts";
import { endsInSign } from "./NextMarks.ts";
import { learnContinuation, learnPrompt } from "./learnPrompt.ts";
import { promptControls } from "./promptControls.ts";
import { promptOfAssignment } from "./promptOfAssignment.ts";
import { cannotPrompt, promptStart } from "./promptStart.ts";
import { roleOf } from "./roleOf.ts";
import { withoutControls } from "./withoutControls.ts";

const MOST_HELD = 40;
const MOST_HEAD = 3;
const MOST_PRINTED = 9;
const WIDTH_LASTS = 24;
const LONGEST_COMMAND = 65_536;

/** What happens in the session: prompts come, lines are accepted, commands print and end. */
export class Story {
  readonly commands: ReadCommand[] = [];
  /** What looks like commands but was judged to be none: kept apart, so that nothing is hidden. */
  readonly doubtful: ReadCommand[] = [];
  known: Known;
  pending: Pending | null;
  hold: Hold | null;
  asked: readonly ReadCommand[];
  /** True when the text ended just behind the block that is being read. */
  last = false;
  readonly #form: Form;

  constructor(state: ReaderState) {
    const { prompts, levels, width, widthAge, returns, expected, words, recent } = state;
    this.known = { prompts, levels, width, widthAge, returns, expected, words, recent };
    this.pending = state.pending;
    this.hold = state.hold;
    this.asked = state.asked;
    this.#form = state.form;
  }

  /** A line, or a part of one, that belongs to no input. */
  printed(text: string): void {
    if (text.startsWith("Script ")) this.#watchReplay(text);
    const pending = this.pending;
    if (pending === null || pending.printed >= MOST_PRINTED) return;
    const visible = withoutControls(text.slice(0, LONGEST_COMMAND));
    if (visible.trim() === "" || isFill(text)) return;
    if (pending.edited === true) {
      this.pending = { ...pending, text: visible.trimEnd(), edited: false };
      return;
    }
    const listed = this.#listedBelow(pending, text);
    if (listed !== undefined) {
      this.pending = { ...pending, text: listed };
      return;
    }
    const shown = pending.head.length < MOST_HEAD ? [visible.slice(0, 1_000)] : [];
    this.pending = { ...pending, printed: pending.printed + 1, head: [...pending.head, ...shown] };
    if (this.#form === "streamed" && shown.length > 0) {
      this.known = heardWords(this.known, visible.slice(0, 200));
    }
  }

  /**
   * Which output lines can't change anything: those without a fence (`prompts`: whatever else they
   * hold; `plain`: if they hold no sign that a prompt ends with). Undefined while any line may.
   */
  deafTo(): "prompts" | "plain" | undefined {
    const { pending, known } = this;
    if (this.#form === "streamed" || pending === null || pending.printed < MOST_PRINTED)
      return undefined;
    if (cannotPrompt(known, pending)) return "prompts";
    const usual = known.expected === null && known.prompts.every(({ text }) => endsInSign(text));
    return usual && !pending.starts.repl && known.levels.length > 0 ? "plain" : undefined;
  }

  /** zle lists completions below the line and goes on with it behind the list, where CRs are lost. */
  #listedBelow({ unsure, rang, text: typed }: Pending, text: string): string | undefined {
    if (this.#form !== "streamed" || !unsure || rang !== true || typed.length < 2) return undefined;
    const at = text.lastIndexOf(typed);
    return at < 0 ? undefined : decodeZle(text.slice(at));
  }

  /** Where in an output line an unfenced prompt begins, if one does. */
  expectsPrompt(text: string): number | undefined {
    return promptStart(text, this.known, this.pending, this.#form);
  }

  /** Bash prints what was written in the editor that ctrl-x ctrl-e opened, and runs that. */
  editing(): void {
    if (this.pending?.printed === 0) this.pending = { ...this.pending, edited: true };
  }

  /** Whether the CRs at a line's end are more than Enter's. */
  isSoft(text: string): boolean {
    const returns = /\r+$/.exec(text)?.[0].length ?? 0;
    return returns > Math.max(this.known.returns, this.#form === "transcript" ? 1 : 0);
  }

  /** An input block has ended. */
  input(read: BlockReading, block: Block, outputFrom: Place): void {
    this.#measure(read.width);
    const role = roleOf(read, this.known, this.pending);
    if (role === "replayed") this.printed(read.text);
    else if (read.givenUp) this.#giveUp(read, block, role === "continuation");
    else if (role === "continuation") this.#join(read, block, outputFrom);
    else if (role === "foreign") this.printed(read.prompt + read.text);
    else this.#prompted(read, block, outputFrom);
  }

  /** The pending command's output has ended: nothing more can be learnt about it. */
  settle(end: Place, next: "asks exit" | "other" = "other"): void {
    const { pending, asked } = this;
    this.pending = null;
    const exit = pending === null ? undefined : answeredExit(pending);
    for (const command of withExit(asked, exit)) this.#tell(command);
    const { ran, doubtful } = pending === null ? NOTHING : commandsOf(pending, end);
    this.doubtful.push(...doubtful);
    this.asked = next === "asks exit" ? ran : [];
    if (next === "other") for (const command of ran) this.#tell(command);
  }

  /** What looked like a replay did not end as one: its commands are told, with that doubt. */
  release(): void {
    const hold = this.hold;
    this.hold = null;
    this.commands.push(...(hold?.commands ?? []));
  }

  #measure(told: number): void {
    const age = told > 0 ? 0 : this.known.widthAge + 1;
    const width = told > 0 ? told : age > WIDTH_LASTS ? 0 : this.known.width;
    this.known = { ...this.known, width, widthAge: width === 0 ? 0 : age, expected: null };
  }

  #tell(command: ReadCommand): void {
    const hold = this.hold;
    if (hold === null) {
      this.commands.push(command);
      return;
    }
    const { cwd: _cwd, host: _host, exit: _exit, ...bare } = command;
    const doubted: ReadCommand = { ...bare, confidence: "low", reason: "replayed" };
    const commands = hold.own ? [...hold.commands, doubted] : [command];
    this.hold = { ...hold, own: true, commands };
    if (commands.length > MOST_HELD) this.release();
  }

  /** A typescript that is printed again begins and ends with the lines that `script` puts into it. */
  #watchReplay(line: string): void {
    const { levels } = this.known;
    if (this.hold !== null && line.startsWith("Script done on ")) {
      this.doubtful.push(...this.hold.commands.slice(1));
      this.pending = { ...this.hold.by, printed: MOST_PRINTED };
      this.known = { ...this.known, levels: this.hold.levels };
      this.hold = null;
    } else if (
      this.pending !== null &&
      this.hold === null &&
      line.startsWith("Script started on ")
    ) {
      const fenced = levels.at(-1)?.fenced === true;
      if (!fenced) this.hold = { by: this.pending, levels, own: false, commands: [] };
    }
  }

  #giveUp(read: BlockReading, block: Block, continued: boolean): void {
    if (continued) this.pending = null;
    else this.#afterPending(read, block);
  }

  #join(read: BlockReading, block: Block, outputFrom: Place): void {
    const pending = this.pending;
    if (pending === null) return;
    const text = `${pending.text}\n${read.text}`.slice(0, LONGEST_COMMAND);
    const damaged = pending.damaged || read.text.includes("\ufffd");
    const sure = block.fenced || (read.by === "learnt" && read.strain === 0);
    const grade = sure ? {} : { confidence: "medium" as const, reason: "continued" };
    const open = pending.kind === "shell" && isUnfinished(text);
    this.pending = { ...pending, ...grade, text, open, damaged, enter: block.enter, outputFrom };
    this.known = learnContinuation(this.known, read, block, this.#form);
  }

  #prompted(read: BlockReading, block: Block, outputFrom: Place): void {
    this.#hearExit(read, block);
    const before = this.pending;
    const listed = before !== null && !block.fenced && isCompletionList(before, read.text);
    if (listed) {
      this.pending =
        before.rang === true ? null : { ...before, confidence: "medium", reason: "listed" };
    }
    this.#afterPending(read, block, this.#asksExit(read) ? "asks exit" : "other");
    if (read.text.trim() === "" || this.#hasNoEnter(read)) return;
    this.pending = acceptedLine(read, block, outputFrom, this.known, before);
    // Another tab lists the same again, and may not ring.
    if (listed && before.rang === true) this.pending = { ...this.pending, rang: true };
    if (this.#form === "streamed") this.known = heardCommand(this.known, read.text);
    this.known = { ...this.known, expected: promptOfAssignment(read.text) ?? null };
  }

  /** The prompt may tell the exit status of the command before it, if its own shell prints it. */
  #hearExit(read: BlockReading, block: Block): void {
    const pending = this.pending;
    if (pending === null || !this.#isOwnPrompt(read, pending)) return;
    const exit = exitTold(promptControls(block, read));
    if (exit !== undefined) this.pending = { ...pending, exit };
  }

  #asksExit(read: BlockReading): boolean {
    const pending = this.pending;
    if (pending === null || pending.exit !== undefined || !asksExit(read.text)) return false;
    return this.#isOwnPrompt(read, pending);
  }

  /** Whether the shell that ran the command is the one that asks now. */
  #isOwnPrompt(read: BlockReading, pending: Pending): boolean {
    const around = this.known.levels.slice(0, -1);
    const outer = around.some(({ mask }) => mask === read.mask);
    return read.kind === "shell" && keepsShell(pending) && !outer;
  }

  #afterPending(read: BlockReading, block: Block, next: "asks exit" | "other" = "other"): void {
    const before = this.pending;
    if (before !== null && isContradicted(before, read, this.known))
      this.pending = { ...before, confidence: "medium", reason: "shown" };
    this.settle(block.from, next);
    this.known = learnPrompt(this.known, read, block, this.#form, before);
  }

  #hasNoEnter(read: BlockReading): boolean {
    // A line that nothing follows may have been left unfinished, unless it ended the session.
    if (this.last && !/^\s*(?:exit|logout|quit|exec|reboot|shutdown)\b/.test(read.text))
      return true;
    // The line feed that `script` adds when its input ends in mid-line has no CR before it.
    return this.#form === "transcript" && read.returns === 0 && !read.zle;
  }
}

/** The outermost shell was left, and prompts again: what said so may have been printed. */
function isContradicted(before: Pending, read: BlockReading, { levels }: Known): boolean {
  const left = before.confidence === "high" && /^\s*(?:exit|logout)\s*$/.test(before.text);
  return left && levels.length === 1 && levels[0]?.fenced === false && levels[0].mask === read.mask;
}

/**
 * zsh's PROMPT_SP and fish's mark of a missing newline are no output; zle goes down with CUD, not LF,
 * where rows below the line (a search, a list) were in use.
 */
function isFill(text: string): boolean {
  return (
    /^(?:\x1b\[\d*B\r+)?(?:\x1b\[[\d;]*m|\x1b\(B)*[%#⏎]/.test(text) &&
    filledWidth(text.slice(0, 4_000)) > 0
  );
}
