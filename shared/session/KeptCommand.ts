import type { Confidence } from "../terminal/ReadCommand.ts";
import type { Position } from "./Position.ts";

/** A place in kept evidence: a log event, and the UTF-16 offset in the text read from it. */
export interface TextPlace {
  readonly position: Position;
  readonly offset: number;
}

/**
 * A command as it is kept: it holds nothing that evidence outside its own text can change.
 * Who, where and the session's own times are the head's.
 */
export interface KeptCommand {
  readonly text: string;
  /** How much of a text too long to keep whole was cut, in UTF-16 units. */
  readonly cut: number;
  readonly confidence: Confidence;
  readonly reason: string;
  /** `document`: a session document's `command` parameter, run without a terminal. */
  readonly kind: "shell" | "repl" | "document";
  readonly depth: number;
  readonly prompt: string;
  readonly cwd: string | null;
  readonly host: string | null;
  readonly exit: number | null;
  readonly damaged: boolean;
  readonly repeated: boolean;
  readonly programs: readonly string[];
  /** Where Enter was accepted: its event's time is the interval's upper bound. */
  readonly at: TextPlace;
  /** Time of the event before, the interval's lower bound; null at the start of the text. */
  readonly after: number | null;
  readonly output: { readonly from: TextPlace; readonly to: TextPlace } | null;
  readonly lane: string;
  /** The piece at which the reader was sure of it; null while more text may change it. */
  readonly settledBy: Position | null;
}
