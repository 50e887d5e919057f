import Tokenizer from "@streamparser/json/tokenizer.js";
import TokenParser from "@streamparser/json/tokenparser.js";
import TokenType from "@streamparser/json/utils/types/tokenType.js";
import type { ListName, Read } from "./Read.ts";

/** The largest single thing in a document: what a subscription message may inflate to, and some. */
const LARGEST_ELEMENT = 40 * 1024 * 1024;
const DEEPEST = 128;
const LISTS: readonly ListName[] = ["events", "Events", "Records", "Sessions"];

/**
 * Reads JSON documents of any size, handing over the elements of their long lists one by one.
 * Documents may follow each other without anything in between.
 */
export class ElementParser {
  readonly #tokenizer = new Tokenizer({ stringBufferSize: 64 * 1024 });
  readonly #parser = new TokenParser({
    paths: ["$", "$.*", ...LISTS.map((name) => `$.${name}.*`)],
    separator: "",
  });
  #reads: Read[] = [];
  #line = 0;
  #depth = 0;
  #unread = 0;
  #open = false;
  #failure: string | undefined;

  constructor() {
    this.#tokenizer.onToken = (token) => {
      this.#open = true;
      this.#count(token.token);
      this.#parser.write(token);
    };
    const fail = (): void => {
      this.#failure ??= "no JSON from here on";
    };
    this.#tokenizer.onError = fail;
    this.#parser.onError = fail;
    this.#parser.onValue = ({ value, parent, stack }) => this.#emit(value, parent, stack);
  }

  /** Whether a document was begun and not ended. */
  get open(): boolean {
    return this.#open;
  }

  /** What the bytes complete, and why it can't be read on, if so. */
  feed(bytes: Buffer, line: number): { reads: Read[]; failure: string | undefined } {
    this.#line = line;
    this.#unread += bytes.length;
    try {
      this.#tokenizer.write(bytes);
    } catch (error) {
      this.#failure ??= error instanceof TooDeep ? error.message : "no JSON from here on";
    }
    if (this.#unread > LARGEST_ELEMENT) this.#failure ??= "a single document of more than 40 MB";
    const reads = this.#reads;
    this.#reads = [];
    return { reads, failure: this.#failure };
  }

  #count(token: TokenType): void {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#depth++;
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#depth--;
    if (this.#depth > DEEPEST) throw new TooDeep(`nested deeper than ${DEEPEST} levels`);
  }

  #emit(
    value: unknown,
    parent: unknown,
    stack: readonly { readonly key?: string | number | undefined }[],
  ): void {
    const line = this.#line;
    if (stack.length === 0) {
      this.#open = false;
      // A list's elements were handed over already.
      if (!Array.isArray(value)) this.#reads.push({ kind: "document", value, line });
      this.#unread = 0;
    } else if (Array.isArray(parent)) {
      const list = stack.length === 1 ? null : LISTS.find((name) => name === stack[1]?.key);
      if (list === undefined) return;
      this.#reads.push(
        list === null ? { kind: "document", value, line } : { kind: "element", list, value, line },
      );
      this.#unread = 0;
      // Handed over; keeping it would hold the whole document in memory.
      parent.length = 0;
    }
  }
}

class TooDeep extends Error {
  override readonly name = "TooDeep";
}
