/** A line of the input, or a part of one that is too long to hold. */
export interface LinePiece {
  /** Counted from 1. */
  readonly line: number;
  readonly bytes: Buffer;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** Longer lines are handed over in parts. */
export const LONGEST_HELD = 2 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Cuts chunks of bytes into lines, each with its newline. */
export class PieceCutter {
  #line = 1;
  #begins = true;
  #held: Buffer[] = [];
  #heldBytes = 0;

  *feed(chunk: Buffer): Generator<LinePiece> {
    let from = 0;
    for (;;) {
      const newline = chunk.indexOf(NEWLINE, from);
      if (newline < 0) break;
      yield this.#take(chunk.subarray(from, newline + 1), true);
      from = newline + 1;
    }
    if (from === chunk.length) return;
    this.#held.push(chunk.subarray(from));
    this.#heldBytes += chunk.length - from;
    if (this.#heldBytes > LONGEST_HELD) yield this.#take(Buffer.alloc(0), false);
  }

  /** What is left when the input is over. */
  *end(): Generator<LinePiece> {
    if (this.#heldBytes > 0 || !this.#begins) yield this.#take(Buffer.alloc(0), true);
  }

  #take(rest: Buffer, ends: boolean): LinePiece {
    const bytes = this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest]);
    const piece = { line: this.#line, bytes, begins: this.#begins, ends };
    [this.#held, this.#heldBytes, this.#begins] = [[], 0, ends];
    if (ends) this.#line++;
    return piece;
  }
}
