import { harmless } from "../terminal/harmless.ts";
import type { Form } from "../terminal/ReadCommand.ts";

/** A part of a session's text, as `replay` answers it. */
export interface CastFrame {
  /** ISO 8601: when its log event was shipped. */
  readonly at: string;
  readonly text: string;
  /** ID of the command that was accepted at its end. */
  readonly command: string | null;
}

export interface CastRequest {
  readonly version: 2 | 3;
  readonly title: string;
  readonly form: Form | null;
  readonly frames: readonly CastFrame[];
  /** Text and latest time (ISO 8601) of commands by ID; those that are missing get no marker. */
  readonly commands: ReadonlyMap<string, { readonly command: string; readonly notAfter: string }>;
}

/** Evidence tells no window size: as wide as most log lines, as high as a page. */
export const CAST_SIZE = { columns: 120, rows: 30 } as const;

/** How long what carries no time of its own is shown, seconds. */
const SHOWN_S = 0.3;
const COMMAND_S = 1.2;
const LONGEST_LABEL = 200;

/**
 * The session as an asciicast, a line at a time: v2 with times from the start, v3 with the time
 * since the event before. Times are those of log events, not of keystrokes; where many frames came
 * at one time, they follow each other at an even pace up to the next time that is known.
 * https://docs.asciinema.org/manual/asciicast/v2/ and …/v3/
 */
export function* asciicastLines(request: CastRequest): Generator<string, void, undefined> {
  const { version } = request;
  yield JSON.stringify(headerOf(request));
  let before = 0;
  for (const { at, frame } of paced(request)) {
    const time = (): number => {
      const told = version === 2 ? at : at - before;
      before = at;
      return Math.round(told * 1000) / 1000;
    };
    yield JSON.stringify([time(), "o", screenText(frame.text, request.form)]);
    const command = frame.command === null ? undefined : request.commands.get(frame.command);
    if (command !== undefined)
      yield JSON.stringify([time(), "m", harmless(command.command.slice(0, LONGEST_LABEL))]);
  }
}

function headerOf({ version, title, frames }: CastRequest): object {
  const first = frames[0];
  const timestamp =
    first === undefined ? {} : { timestamp: Math.floor(Date.parse(first.at) / 1000) };
  const { columns, rows } = CAST_SIZE;
  const named = { ...timestamp, title: harmless(title.slice(0, LONGEST_LABEL)) };
  return version === 2
    ? { version, width: columns, height: rows, ...named }
    : { version, term: { cols: columns, rows }, ...named };
}

/** Only a transcript keeps the carriage returns that begin a line, but for what `script` adds. */
const screenText = (text: string, form: Form | null): string =>
  form === "transcript" ? text.replace(/(?<!\r)\n/g, "\r\n") : text.replaceAll("\n", "\r\n");

interface Paced {
  /** Seconds since the first frame. */
  readonly at: number;
  readonly frame: CastFrame;
}

function* paced({ frames, commands }: CastRequest): Generator<Paced> {
  const start = frames[0] === undefined ? 0 : Date.parse(frames[0].at);
  const known = (frame: CastFrame): number => {
    const told = frame.command === null ? undefined : commands.get(frame.command)?.notAfter;
    return Math.max(0, (Date.parse(told ?? frame.at) - start) / 1000);
  };
  let at = 0;
  let run: CastFrame[] = [];
  const pace = function* (next: number | null): Generator<Paced> {
    const wanted = run.reduce((sum, one) => sum + lengthOf(one), 0);
    const room = next === null ? wanted : Math.max(0, next - at);
    const scale = wanted === 0 ? 0 : Math.min(1, room / wanted);
    for (const frame of run) {
      yield { at, frame };
      at += lengthOf(frame) * scale;
    }
    run = [];
  };
  for (const frame of frames) {
    const time = known(frame);
    const last = run.at(-1);
    if (last !== undefined && time > known(last)) {
      yield* pace(time);
      at = Math.max(at, time);
    }
    run.push(frame);
  }
  yield* pace(null);
}

const lengthOf = ({ command }: CastFrame): number => (command === null ? SHOWN_S : COMMAND_S);
