import { createHash, timingSafeEqual } from "node:crypto";

/** Compares in a time that tells nothing, not even the length. */
export const sameSecret = (given: string, secret: string): boolean =>
  timingSafeEqual(sha256(given), sha256(secret));

const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();
