import {
  begin,
  feed,
  finish,
  type Form,
  type ReadCommand,
  type ReaderState,
} from "../../shared/terminal/Reader.ts";

/** Everything that the reader finds in a text given in pieces. */
export function readAll(form: Form, pieces: readonly string[]): ReadCommand[] {
  const { state, commands } = fold(form, pieces);
  return [...commands, ...finish(state)];
}

export function fold(
  form: Form,
  pieces: readonly string[],
): { state: ReaderState; commands: ReadCommand[] } {
  let state = begin(form);
  const commands: ReadCommand[] = [];
  for (const [index, piece] of pieces.entries()) {
    const step = feed(state, piece, `e${index}`);
    state = step.state;
    commands.push(...step.commands);
  }
  return { state, commands };
}

/** What must not depend on how a text was split: all but the marks of its places. */
export function withoutPlaces(commands: readonly ReadCommand[]): unknown[] {
  return commands.map(({ enter: _enter, output: _output, ...rest }) => rest);
}
