import type { OutputAnswer } from "../../query/Answer.ts";
import { cutAfter, cutBefore } from "../../secrets/secretMark.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import { utf8Length } from "./utf8Length.ts";

/**
 * How much is read beyond what is shown, so that a secret is seen whole which is shown in part: as
 * long as the longest that AWS keeps for anyone.
 */
const BEYOND = 65_536;

/**
 * The beginning and the end of a long text that comes in pieces, redacted before it is cut, and how
 * many bytes lie between.
 */
export class RedactedEnds {
  readonly #redactor: Redactor;
  readonly #shown: number;
  readonly #kept: number;
  #head = "";
  #tail = "";
  #bytes = 0;

  /** `shown`: characters of each end. */
  constructor(redactor: Redactor, shown: number) {
    this.#redactor = redactor;
    this.#shown = shown;
    this.#kept = shown + BEYOND;
  }

  add(text: string): void {
    this.#bytes += utf8Length(text);
    const room = this.#kept - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail = (this.#tail + text.slice(Math.max(0, room))).slice(-this.#kept);
  }

  end(): OutputAnswer {
    const between = this.#bytes - utf8Length(this.#head) - utf8Length(this.#tail);
    return between === 0 ? this.#whole() : this.#ends(between);
  }

  #whole(): OutputAnswer {
    const text = this.#redactor.redact(this.#head + this.#tail);
    const head = cutAfter(text, this.#shown);
    const rest = text.slice(head.length);
    const tail = cutBefore(rest, this.#shown);
    return { head, omitted: utf8Length(rest) - utf8Length(tail), tail };
  }

  #ends(between: number): OutputAnswer {
    const first = this.#redactor.redactPart(this.#head, { end: true });
    const last = this.#redactor.redactPart(this.#tail, { start: true });
    const head = cutAfter(first.text, this.#shown);
    const tail = cutBefore(last.text, this.#shown);
    const left =
      utf8Length(this.#head.slice(this.#head.length - first.left)) +
      utf8Length(this.#tail.slice(0, last.left));
    const cut =
      utf8Length(first.text.slice(head.length)) + utf8Length(last.text) - utf8Length(tail);
    return { head, omitted: between + left + cut, tail };
  }
}
