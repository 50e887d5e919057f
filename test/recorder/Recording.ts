/** What a PTY printed: bytes in order, each piece with the session's own time in seconds. */
export interface Recording {
  readonly chunks: readonly Chunk[];
}

export interface Chunk {
  /** Seconds since the shell was started. */
  readonly at: number;
  readonly bytes: Buffer;
}

/** When a recording ended: the time of its last piece. */
export const endOf = (recording: Recording): number => recording.chunks.at(-1)?.at ?? 0;

/** A line with its LF (the last may lack it), and when its last byte was printed. */
export interface TimedLine {
  readonly at: number;
  readonly bytes: Buffer;
}

/** Cuts at LF, whatever the pieces, and where a line reaches `most` bytes. */
export function linesOf(recording: Recording, most = Number.POSITIVE_INFINITY): TimedLine[] {
  const lines: TimedLine[] = [];
  let held = Buffer.alloc(0);
  for (const { at, bytes } of recording.chunks) {
    held = Buffer.concat([held, bytes]);
    for (let length = lineLength(held, most); length > 0; length = lineLength(held, most)) {
      lines.push({ at, bytes: held.subarray(0, length) });
      held = held.subarray(length);
    }
  }
  if (held.length > 0) lines.push({ at: endOf(recording), bytes: held });
  return lines;
}

/** 0 for a line that goes on. */
function lineLength(held: Buffer, most: number): number {
  const whole = held.indexOf(10) + 1;
  if (whole > 0 && whole <= most) return whole;
  return held.length >= most ? most : 0;
}
