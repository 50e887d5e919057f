import { constants, gunzipSync } from "node:zlib";
import { GunzipTooLargeError } from "../../shared/logs/GunzipTooLargeError.ts";

/** A gunzip as an adapter would give it. */
export function gunzip(bytes: Uint8Array, cap: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: cap, finishFlush: constants.Z_FINISH });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ERR_BUFFER_TOO_LARGE") throw new GunzipTooLargeError(cap, { cause: error });
    throw error;
  }
}
