import { gunzipSync } from "node:zlib";
import { GunzipTooLargeError } from "../logs/GunzipTooLargeError.ts";

const LEAST_CHUNK = 65_536;
const MOST_CHUNK = 4 * 1024 * 1024;
/** Log text deflates to about a sixth; too small a guess costs another chunk, no more. */
const USUAL_RATIO = 8;

/**
 * Inflates, and stops at `cap` bytes. Synchronously: zlib's threads cost more than they save at this
 * size, and one invocation has nothing else to do.
 */
export function gunzip(bytes: Uint8Array, cap: number): Uint8Array {
  const chunkSize = Math.min(Math.max(bytes.length * USUAL_RATIO, LEAST_CHUNK), MOST_CHUNK);
  try {
    return gunzipSync(bytes, { maxOutputLength: cap, chunkSize });
  } catch (cause) {
    throw isTooLarge(cause) ? new GunzipTooLargeError(cap, { cause }) : cause;
  }
}

const isTooLarge = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  error.code === "ERR_BUFFER_TOO_LARGE";
