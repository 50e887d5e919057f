import type { OutputAnswer } from "../../query/Answer.ts";

const HEAD = 8_192;
const TAIL = 8_192;

/** Text of any length as its beginning, its end, and how much lies between. */
export class BoundedText {
  #head = "";
  #tail = "";
  #bytes = 0;

  add(text: string): void {
    this.#bytes += utf8Length(text);
    const room = HEAD - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail = (this.#tail + text.slice(Math.max(0, room))).slice(-TAIL);
  }

  end(): OutputAnswer {
    const [head, tail] = [this.#head, this.#tail];
    return { head, omitted: this.#bytes - utf8Length(head) - utf8Length(tail), tail };
  }
}

/** Bytes in UTF-8, by unit: half a pair counts half of its four, so that parts add up to the whole. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n);
    const single = unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
    bytes += unit < 0x80 ? 1 : single;
  }
  return bytes;
}
