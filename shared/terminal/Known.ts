import type { ReaderState } from "./State.ts";

/** What the reader has learnt of the terminal and its shells so far. */
export type Known = Pick<
  ReaderState,
  "prompts" | "levels" | "width" | "widthAge" | "returns" | "expected" | "words" | "recent"
>;
