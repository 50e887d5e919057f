import type { Confidence, Form, Place } from "./ReadCommand.ts";

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
  /** True between `ESC[?2004h` and `ESC[?2004l`: only then does a fence end it. */
  readonly fenced: boolean;
  readonly from: Place;
  /** Where its last line feed was: Enter, if nothing more belongs to it. */
  readonly enter: Place;
  readonly rows: number;
}

export type PromptKind = "shell" | "repl" | "continuation" | "foreign";

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
  /** Lines printed since Enter, up to a small cap. */
  readonly printed: number;
  readonly fenced: boolean;
}

export interface ReaderState {
  readonly form: Form;
  /** The line that has not ended yet. */
  readonly carry: Stretch;
  /** True while a program has the alternate screen. */
  readonly alternate: boolean;
  readonly block: Block | null;
  readonly pending: Pending | null;
  /** Most recently seen first. */
  readonly prompts: readonly Prompt[];
  /** Masks of the prompts of the shells that wait for the inner ones, outermost first. */
  readonly levels: readonly string[];
  readonly width: number;
}
