/** What shells' prompts end with, and what their damaged signs are. */
const SIGN = /[#$%>❯➜λ»\ufffd]/g;

/** Whether a line without any such sign can't begin with this prompt, nor with one of the same mask. */
export const endsInSign = (prompt: string): boolean => /[#$%>❯»]\s*$/.test(prompt);

/** Where in one piece of text something stands that the reader must look at. Each search is done once. */
export class NextMarks {
  #fence = -1;
  #script = -1;
  #sign = -1;

  /** The start of the line that holds the next mark; behind the last whole line where none does. */
  lineOfNext(text: string, from: number, deafTo: "prompts" | "plain"): number {
    if (this.#fence < from) this.#fence = orEnd(text.indexOf("\x1b[?", from));
    // A line that begins so may begin a captured session.
    if (this.#script < from) this.#script = orEnd(text.indexOf("Script ", from));
    let next = Math.min(this.#fence, this.#script);
    if (deafTo === "plain") {
      if (this.#sign < from) this.#sign = signFrom(text, from);
      next = Math.min(next, this.#sign);
    }
    const feed = next > 0 ? text.lastIndexOf("\n", Math.min(next, text.length) - 1) : -1;
    return Math.max(from, feed + 1);
  }
}

const orEnd = (at: number): number => (at < 0 ? Number.POSITIVE_INFINITY : at);

function signFrom(text: string, from: number): number {
  SIGN.lastIndex = from;
  return orEnd(SIGN.exec(text)?.index ?? -1);
}
