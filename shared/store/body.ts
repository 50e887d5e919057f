import { deflateRawSync, inflateRawSync } from "node:zlib";
import { StoreError } from "../app/StoreError.ts";
import { DICTIONARY } from "./dictionary.ts";

const PLAIN = 0;
const DEFLATED = 1;
/** Deflated with {@link DICTIONARY}. */
const SHORTENED = 2;
/**
 * A row under a kilobyte costs one write unit however small it is, and deflating costs more time
 * than writing.
 */
const WORTH_DEFLATING = 700;
/** What is longer has its own names to refer to. */
const LONGEST_SHORTENED = 8_192;

/**
 * A value as bytes: one byte that says how, then JSON, deflated where that is shorter. JSON escapes
 * lone surrogates and NULs, so any text survives.
 */
export function encodeBody(value: unknown, level: number): Uint8Array {
  const json = Buffer.from(JSON.stringify(value));
  if (json.byteLength >= WORTH_DEFLATING) {
    const short = json.byteLength <= LONGEST_SHORTENED;
    const deflated = deflateRawSync(json, short ? { level, dictionary: DICTIONARY } : { level });
    if (deflated.byteLength < json.byteLength)
      return Buffer.concat([Uint8Array.of(short ? SHORTENED : DEFLATED), deflated]);
  }
  return Buffer.concat([Uint8Array.of(PLAIN), json]);
}

/** Log text deflates to about a sixth, a server's own lines to less. */
const USUAL_RATIO = 8;

/** About what the value takes once it is decoded. */
export const decodedBytes = (body: Uint8Array): number =>
  body[0] === PLAIN ? body.byteLength : body.byteLength * USUAL_RATIO;

/** The inverse of {@link encodeBody}. Throws {@link StoreError} `corrupt`. */
export function decodeBody(body: Uint8Array): unknown {
  try {
    const json = jsonOf(body[0], body.subarray(1));
    return JSON.parse(json.toString("utf8"));
  } catch (cause) {
    throw new StoreError("corrupt", "a kept row can't be read back", { cause });
  }
}

function jsonOf(kind: number | undefined, rest: Uint8Array): Buffer {
  if (kind === PLAIN) return Buffer.from(rest);
  if (kind === DEFLATED) return inflateRawSync(rest);
  if (kind === SHORTENED) return inflateRawSync(rest, { dictionary: DICTIONARY });
  throw new Error(`a body of kind ${kind}`);
}
