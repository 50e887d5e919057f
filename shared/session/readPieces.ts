import { begin, ending, feed, finish, dump, restore, READER_VERSION } from "../terminal/Reader.ts";
import type { Form } from "../terminal/ReadCommand.ts";
import type { KeptCommand } from "./KeptCommand.ts";
import { keptCommandOf } from "./keptCommandOf.ts";
import { formatMark } from "./mark.ts";
import type { Piece } from "./Piece.ts";
import { timeOf, type Position } from "./Position.ts";
import type { Checkpoint } from "./ReadingHead.ts";
import { meetRecord, NO_SEAM, type Seam } from "./seam.ts";

/** A checkpoint is kept apart this often, so that late text is read again from nearby. */
const PIECES_APART = 64;

type ReaderState = ReturnType<typeof begin>;

/** A reader on its way through a source's pieces. */
export interface Reading {
  readonly form: Form;
  readonly lane: string;
  readonly source: string;
  readonly state: ReaderState;
  readonly position: Position | null;
  readonly seam: Seam;
  readonly since: number;
}

export interface Advanced {
  readonly reading: Reading;
  /** Commands that no later text can change. */
  readonly settled: readonly KeptCommand[];
  /** Lines that look like commands and were judged to be none. */
  readonly doubtful: readonly KeptCommand[];
  /** The checkpoint to keep apart after this piece, where one is due. */
  readonly checkpoint: Checkpoint | null;
}

export const beginReading = (form: Form, lane: string, source: string): Reading => ({
  form,
  lane,
  source,
  state: begin(form),
  position: null,
  seam: NO_SEAM,
  since: 0,
});

export const resumeReading = (form: Form, lane: string, checkpoint: Checkpoint): Reading => ({
  form,
  lane,
  source: checkpoint.source,
  state: restore(checkpoint.state),
  position: checkpoint.position,
  seam: checkpoint.seam,
  since: checkpoint.since,
});

/** Whether a checkpoint was made of this source by this reader. */
export const isUsable = (checkpoint: Checkpoint, source: string): boolean =>
  checkpoint.source === source && checkpoint.reader === READER_VERSION;

export function advanceReading(reading: Reading, piece: Piece): Advanced {
  const before = reading.position === null ? null : timeOf(reading.position);
  const sinceLast = before === null ? Infinity : timeOf(piece.position) - before;
  const { repeated, seam } = meetRecord(reading.seam, piece.lines, sinceLast);
  const mark = formatMark({
    position: piece.position,
    after: before,
    repeatedUntil: lengthOf(piece.lines.slice(0, repeated)),
  });
  const { state, commands, doubtful } =
    piece.text === ""
      ? { state: reading.state, commands: [], doubtful: [] }
      : feed(reading.state, piece.text, mark);
  const due = reading.since + 1 >= PIECES_APART;
  const next: Reading = {
    ...reading,
    state,
    position: piece.position,
    seam,
    since: due ? 0 : reading.since + 1,
  };
  return {
    reading: next,
    settled: commands.map((command) => keptCommandOf(command, reading.lane, piece.position)),
    doubtful: doubtful.map((line) => keptCommandOf(line, reading.lane, piece.position)),
    checkpoint: due ? checkpointOf(next) : null,
  };
}

/** As text, where each line ends in a line feed. */
const lengthOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + line.length + 1, 0);

/** What more would be known if the text ended here. */
export const provisional = (reading: Reading): KeptCommand[] =>
  finish(reading.state).map((command) => keptCommandOf(command, reading.lane, null));

/** {@link provisional}, of lines that would be judged to be no commands. */
export const provisionalDoubts = (reading: Reading): KeptCommand[] =>
  ending(reading.state).doubtful.map((line) => keptCommandOf(line, reading.lane, null));

export function checkpointOf(reading: Reading): Checkpoint | null {
  if (reading.position === null) return null;
  return {
    source: reading.source,
    reader: READER_VERSION,
    position: reading.position,
    state: dump(reading.state),
    seam: reading.seam,
    since: reading.since,
  };
}

/**
 * Whether reading on from here makes what was made from that checkpoint on. How long ago a
 * checkpoint was kept apart is no part of it.
 */
export const agrees = (reading: Reading, checkpoint: Checkpoint): boolean =>
  reading.position === checkpoint.position &&
  JSON.stringify(reading.seam) === JSON.stringify(checkpoint.seam) &&
  dump(reading.state) === checkpoint.state;
