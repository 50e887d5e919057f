import type { Form, ReadCommand } from "./ReadCommand.ts";
import type { ReaderState } from "./State.ts";
import { cutLines, trimmed } from "./cutLines.ts";
import { Fold } from "./Fold.ts";

export type { Confidence, Form, Place, ReadCommand } from "./ReadCommand.ts";
export type { ReaderState } from "./State.ts";

/** Changes whenever a text may be read differently than before. */
export const READER_VERSION = "4";

export interface Step {
  readonly state: ReaderState;
  readonly commands: ReadCommand[];
  /**
   * Lines that look like commands and were judged to be none: given up in zsh (which shows no ^C), or
   * printed by the replay of a captured session. They are told apart, so that nothing is hidden.
   */
  readonly doubtful: ReadCommand[];
}

export function begin(form: Form): ReaderState {
  return {
    form,
    carry: { text: "", segments: [] },
    alternate: false,
    block: null,
    pending: null,
    hold: null,
    asked: [],
    prompts: [],
    levels: [],
    width: 0,
    widthAge: 0,
    returns: -1,
    expected: null,
    words: [],
    recent: [],
  };
}

/** Reads one more piece. The commands are final: no later text revises them. */
export function feed(state: ReaderState, text: string, mark: string): Step {
  const fold = new Fold(state);
  const carry = cutLines(state.carry, text, mark, fold);
  return { state: fold.state(carry), commands: fold.commands, doubtful: fold.doubtful };
}

/** What more would be known if the text ended here. */
export const finish = (state: ReaderState): ReadCommand[] => ending(state).commands;

/** {@link finish}, with the lines that would be judged to be no commands. */
export function ending(state: ReaderState): Omit<Step, "state"> {
  const fold = new Fold(state);
  const last = state.carry.segments.at(-1);
  const end =
    last === undefined
      ? { mark: "", offset: 0 }
      : { mark: last.mark, offset: last.offset + state.carry.text.length - last.at };
  if (state.carry.text !== "") fold.takeLine(state.carry, end);
  fold.finish(end);
  return { commands: fold.commands, doubtful: fold.doubtful };
}

export function dump(state: ReaderState): string {
  return JSON.stringify({ ...state, carry: trimmed(state.carry) });
}

export function restore(text: string): ReaderState {
  // The caller stored what `dump` gave; another reader version is told by READER_VERSION.
  return JSON.parse(text) as ReaderState;
}
