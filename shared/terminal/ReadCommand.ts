/** How a session's text came. */
export type Form = "transcript" | "streamed" | "prefixed";

export type Confidence = "high" | "medium" | "low";

/**
 * A place in the text: the mark of the piece it lies in, and the UTF-16 offset within that piece.
 * The reader never looks into a mark. Marks, not running totals, so that a reader's state does not
 * change when text is inserted far before it.
 */
export interface Place {
  readonly mark: string;
  readonly offset: number;
}

/** One submitted line (or several joined with `\n`), as far as the terminal text tells. */
export interface ReadCommand {
  readonly text: string;
  readonly confidence: Confidence;
  /** Why that confidence: a word of the reader's closed list. */
  readonly reason: string;
  readonly kind: "shell" | "repl";
  /** Nesting depth: 0 in the session's own shell. */
  readonly depth: number;
  readonly prompt: string;
  /** As the prompt shows it (`~` for the home directory), or as a control sequence tells it. */
  readonly cwd?: string;
  readonly host?: string;
  /** 0 to 255, where a control sequence or the `echo $?` that came next told it. */
  readonly exit?: number;
  /** True where the form destroyed characters of the text. */
  readonly damaged: boolean;
  /** Where Enter was accepted: the time of the command is the time of this mark. */
  readonly enter: Place;
  /** What it printed: from just after Enter to just before the next prompt. */
  readonly output: { readonly from: Place; readonly to: Place };
}
