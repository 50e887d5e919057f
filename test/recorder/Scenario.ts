/** A scripted session: which shell, and what a person types. Kept as JSON in `scenarios/`. */
export interface Scenario {
  readonly title: string;
  /** The program and its arguments. */
  readonly shell: readonly string[];
  readonly folder: string;
  readonly hostname: string;
  /** A pattern for the shell's prompt at the end of the last line, escape sequences removed. */
  readonly prompt: string;
  /** Whether the shell reports its commands itself (bash, zsh) or the driver's lines must do (dash). */
  readonly truth: Truth;
  readonly steps: readonly Step[];
  /** By a command's text: other texts that are as right, such as lines that the shell joined. */
  readonly alt?: Readonly<Record<string, readonly string[]>>;
}

export type Truth = "hooks" | "driver";

/**
 * A line, or raw keys (`<Tab>`, `<C-c>`, see `parseKeys.ts`). A step ends when its `wait` is seen: by
 * default the prompt.
 */
export type Step = string | KeyStep;

export interface KeyStep {
  readonly keys: string;
  /** Text that ran, where no hook reports it. */
  readonly runs?: string;
  /** `runs` was read by a REPL, not by a shell. */
  readonly repl?: boolean;
  /** Text that was typed and is not a command, and why. */
  readonly never?: { readonly text: string; readonly why: string };
  /** Pattern that ends the step; `exit` for the end of the shell. */
  readonly wait?: string;
  /** Seconds to let the session go on after it. */
  readonly linger?: number;
  /** Who tells the truth from here on. */
  readonly truth?: Truth;
}
