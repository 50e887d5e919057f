import { isUtf8 } from "node:buffer";
import { parseJson } from "../../shared/logs/parseJson.ts";
import { ElementParser } from "./ElementParser.ts";
import { PieceCutter, type LinePiece } from "./PieceCutter.ts";
import type { Read } from "./Read.ts";
import { quotable } from "../presentable.ts";

/** Lines of a document that turns out broken are kept up to here, to be tried one by one. */
const MOST_KEPT = 1024 * 1024;

/**
 * Finds the JSON documents of an input: one a line, pretty-printed, one huge one, or several in a
 * row. What is no JSON becomes a problem with its line, and the reading goes on at the next line
 * that begins a document.
 */
export class DocumentReader {
  readonly #cutter = new PieceCutter();
  #state: "between" | "inside" | "skipping" = "between";
  #parser = new ElementParser();
  #start = 0;
  #kept: LinePiece[] = [];
  #keptBytes = 0;
  #mendedLines = 0;

  /** Lines with bytes that are no UTF-8; they read as U+FFFD. */
  get mendedLines(): number {
    return this.#mendedLines;
  }

  *feed(chunk: Buffer): Generator<Read> {
    for (const piece of this.#cutter.feed(chunk)) yield* this.#piece(this.#mend(piece));
  }

  *end(): Generator<Read> {
    for (const piece of this.#cutter.end()) yield* this.#piece(this.#mend(piece));
    if (this.#state !== "inside") return;
    this.#state = "between";
    const why = `the document begun in line ${this.#start} is not ended: the input is cut off`;
    yield { kind: "problem", why, line: this.#start };
    yield* this.#salvage();
  }

  #mend(piece: LinePiece): LinePiece {
    const first = piece.line === 1 && piece.begins;
    const bytes =
      first && piece.bytes.subarray(0, 3).equals(BOM) ? piece.bytes.subarray(3) : piece.bytes;
    // A part of a line may end inside a character; the JSON reader puts those together itself.
    if (!piece.begins || !piece.ends || isUtf8(bytes)) return { ...piece, bytes };
    this.#mendedLines++;
    return { ...piece, bytes: Buffer.from(bytes.toString("utf8")) };
  }

  *#piece(piece: LinePiece): Generator<Read> {
    if (this.#state === "inside") yield* this.#inside(piece);
    else if (piece.begins) yield* this.#outside(piece);
  }

  *#outside(piece: LinePiece): Generator<Read> {
    const opens = opensDocument(piece.bytes);
    if (this.#state === "skipping" && !opens) return;
    this.#state = "between";
    if (opens) yield* this.#begin(piece);
    else if (!isBlank(piece.bytes)) {
      yield { kind: "problem", line: piece.line, why: notJson(piece.bytes) };
      if (!piece.ends) this.#state = "skipping";
    }
  }

  *#begin(piece: LinePiece): Generator<Read> {
    const value = piece.ends ? parseJson(piece.bytes.toString("utf8")) : undefined;
    if (value !== undefined) {
      yield { kind: "document", value, line: piece.line };
      return;
    }
    this.#parser = new ElementParser();
    [this.#start, this.#kept, this.#keptBytes] = [piece.line, [], 0];
    this.#state = "inside";
    yield* this.#inside(piece);
  }

  *#inside(piece: LinePiece): Generator<Read> {
    const { reads, failure } = this.#parser.feed(piece.bytes, piece.line);
    yield* reads;
    if (failure === undefined) {
      if (!this.#parser.open) this.#state = "between";
      else this.#keep(piece);
      return;
    }
    this.#state = "skipping";
    yield { kind: "problem", line: piece.line, why: this.#broken(piece, failure) };
    yield* this.#salvage();
    if (piece.line > this.#start && piece.begins) yield* this.#piece(piece);
  }

  #broken(piece: LinePiece, failure: string): string {
    if (piece.line === this.#start) return `${failure} (${quote(piece.bytes)})`;
    return `${failure}, in the document begun in line ${this.#start} (${quote(piece.bytes)})`;
  }

  #keep(piece: LinePiece): void {
    this.#keptBytes += piece.bytes.length;
    if (this.#keptBytes > MOST_KEPT) this.#kept = [];
    else if (piece.line > this.#start) this.#kept.push(piece);
  }

  /** A line cut off may have swallowed whole documents after it. */
  *#salvage(): Generator<Read> {
    for (const { bytes, line } of this.#kept) {
      const value = bytes[0] === OPEN_BRACE ? parseJson(bytes.toString("utf8")) : undefined;
      if (value !== undefined) yield { kind: "document", value, line };
    }
    this.#kept = [];
  }
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const OPEN_BRACE = 0x7b;

/** Only a little is looked at, so that a gigabyte of blanks is not searched again and again. */
const startOf = (bytes: Buffer): string => bytes.subarray(0, 4096).toString("latin1").trimStart();

const opensDocument = (bytes: Buffer): boolean => /^[[{]/.test(startOf(bytes));

const isBlank = (bytes: Buffer): boolean => startOf(bytes) === "";

const notJson = (bytes: Buffer): string => `no JSON (${quote(bytes)})`;

const quote = (bytes: Buffer): string =>
  `it reads ${quotable(bytes.subarray(0, 4_096).toString("utf8").trim(), 40)}`;
