import type { Position } from "./Position.ts";

/** A run of one source's text, as one log event carried it: what the reader is fed at a time. */
export interface Piece {
  readonly position: Position;
  /** Empty for a line that is no terminal text but lies here all the same. */
  readonly text: string;
  /** The record's lines, where the piece is one: to know a rewind's copies. */
  readonly lines: readonly string[];
}
