import { deflateRawSync, inflateRawSync } from "node:zlib";
import { StoreError } from "../app/StoreError.ts";

const PLAIN = 0;
const DEFLATED = 1;
/**
 * A row under a kilobyte costs one write unit however small it is, and deflating costs more time
 * than writing.
 */
const WORTH_DEFLATING = 700;

/**
 * A value as bytes: one byte that says how, then JSON, deflated where that is shorter. JSON escapes
 * lone surrogates and NULs, so any text survives.
 */
export function encodeBody(value: unknown, level: number): Uint8Array {
  const json = Buffer.from(JSON.stringify(value));
  if (json.byteLength >= WORTH_DEFLATING) {
    const deflated = deflateRawSync(json, { level });
    if (deflated.byteLength < json.byteLength)
      return Buffer.concat([Uint8Array.of(DEFLATED), deflated]);
  }
  return Buffer.concat([Uint8Array.of(PLAIN), json]);
}

/** Log text deflates to about a sixth, a server's own lines to less. */
const USUAL_RATIO = 8;

/** About what the value takes once it is decoded. */
export const decodedBytes = (body: Uint8Array): number =>
  body[0] === DEFLATED ? body.byteLength * USUAL_RATIO : body.byteLength;

/** The inverse of {@link encodeBody}. Throws {@link StoreError} `corrupt`. */
export function decodeBody(body: Uint8Array): unknown {
  try {
    const rest = body.subarray(1);
    if (body[0] !== DEFLATED && body[0] !== PLAIN) throw new Error(`a body of kind ${body[0]}`);
    const json = body[0] === DEFLATED ? inflateRawSync(rest) : Buffer.from(rest);
    return JSON.parse(json.toString("utf8"));
  } catch (cause) {
    throw new StoreError("corrupt", "a kept row can't be read back", { cause });
  }
}
