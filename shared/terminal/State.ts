import type { Confidence, Form, Place, ReadCommand } from "./ReadCommand.ts";
import type { Starts } from "./startsPrompt.ts";

/** Text from `at` on came from the piece `mark`, whose UTF-16 offset there was `offset`. */
export interface Segment {
  readonly at: number;
  readonly mark: string;
  readonly offset: number;
}

/** A stretch of text that knows where each of its characters came from. */
export interface Stretch {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** An input line (or several rows of one) that is being edited: it begins at a prompt. */
export interface Block {
  /** What stood on the prompt's line before the fence: zsh prints its prompt there. */
  readonly before: string;
  readonly raw: string;
  /** What came behind the fence that ended it, on the same line. */
  readonly after?: string;
  /** True between `ESC[?2004h` and `ESC[?2004l`: only then does a fence end it. */
  readonly fenced: boolean;
  /** True where a fence opened it, even if (streamed) none will close it. */
  readonly opened: boolean;
  readonly from: Place;
  /** Where its last line feed was: Enter, if nothing more belongs to it. */
  readonly enter: Place;
}

export type PromptKind = "shell" | "repl" | "continuation";

export interface Prompt {
  /** The prompt as it was last printed, without controls. */
  readonly text: string;
  /** The same with its changing parts (numbers, paths) replaced. */
  readonly mask: string;
  readonly kind: PromptKind;
  /** True when it was followed by fenced input. */
  readonly fenced: boolean;
  /** How often it was seen, up to a small cap. */
  readonly seen: number;
  /** Prompts read since it was seen last: after a few dozen it is forgotten. */
  readonly age: number;
}

/** A shell or interpreter that waits: the one that runs the command, and those around it. */
export interface Level {
  readonly mask: string;
  readonly kind: "shell" | "repl";
  readonly fenced: boolean;
}

/** A command that was accepted and whose output has not ended yet. */
export interface Pending {
  readonly text: string;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly kind: "shell" | "repl";
  readonly depth: number;
  readonly prompt: string;
  readonly damaged: boolean;
  readonly enter: Place;
  readonly outputFrom: Place;
  /** The first lines printed since Enter, cut short. */
  readonly head: readonly string[];
  /** Lines printed since Enter, up to a small cap. */
  readonly printed: number;
  readonly starts: Starts;
  /** True while the shell asks for more lines of it. */
  readonly open: boolean;
  /** True when it was handed to an editor: the line that the shell prints next is what runs. */
  readonly edited?: boolean;
  /** True when the terminal rang just before Enter, as it does when tab finds several completions. */
  readonly rang?: boolean;
  /** True where Enter and a line given up look alike (zle). */
  readonly unsure: boolean;
  /** Where the shell waited, as far as its prompt told. */
  readonly cwd?: string;
  readonly host?: string;
  /** Its exit status, once the next prompt has told it. */
  readonly exit?: number;
}

/** What a replay of a captured session seems to have said, kept until its end is seen. */
export interface Hold {
  /** The command that prints the replay. */
  readonly by: Pending;
  readonly levels: readonly Level[];
  /** True once the printing command itself is the first of `commands`. */
  readonly own: boolean;
  readonly commands: readonly ReadCommand[];
}

export interface ReaderState {
  readonly form: Form;
  /** The line that has not ended yet. */
  readonly carry: Stretch;
  /** True while a program has the alternate screen. */
  readonly alternate: boolean;
  readonly block: Block | null;
  readonly pending: Pending | null;
  readonly hold: Hold | null;
  /** Commands whose exit status the pending one (`echo $?`) prints. */
  readonly asked: readonly ReadCommand[];
  /** Most recently seen first. */
  readonly prompts: readonly Prompt[];
  /** Innermost last. */
  readonly levels: readonly Level[];
  /** The terminal's width where an editor's wrap or zsh's prompt told it; 0 when unknown. */
  readonly width: number;
  /** Input lines read since the width was told last. */
  readonly widthAge: number;
  /** How many CRs came before the line feed of Enter. */
  readonly returns: number;
  /** A pattern of the prompt that an assignment to PS1 has just set. */
  readonly expected: string | null;
  /** Words of the commands before, most recent first: only kept where damaged text must be guessed. */
  readonly words: readonly string[];
  /** The last commands, most recent first: only kept where damaged text must be guessed. */
  readonly recent: readonly string[];
}
