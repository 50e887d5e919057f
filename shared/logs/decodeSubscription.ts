import type { Decoded } from "./DataMessage.ts";
import { decodeBase64 } from "./decodeBase64.ts";
import { GunzipTooLargeError } from "./GunzipTooLargeError.ts";
import { isObject } from "./isObject.ts";
import { readDataMessage } from "./readDataMessage.ts";
import { unreadable } from "./unreadable.ts";

/** Inflates; throws {@link GunzipTooLargeError} past `cap` bytes, anything else on corrupt input. */
export type Gunzip = (bytes: Uint8Array, cap: number) => Uint8Array;

/** A log event holds at most 1 MB and a payload a few of them; a bomb inflates a thousandfold. */
export const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

/**
 * Reads a Lambda payload of CloudWatch Logs: `{"awslogs":{"data":"<base64 of gzip of JSON>"}}`.
 * Total: what can't be read is a value.
 */
export function decodeSubscription(payload: unknown, gunzip: Gunzip): Decoded {
  if (!isObject(payload)) return unreadable("not-an-object", "the payload is no object");
  const data = isObject(payload.awslogs) ? payload.awslogs.data : undefined;
  if (typeof data !== "string") return unreadable("no-awslogs-data", "no text at awslogs.data");
  const zipped = decodeBase64(data);
  if (zipped === undefined) return unreadable("not-base64", `${data.length} characters`);
  if (!isGzip(zipped)) return unreadable("not-gzip", `${zipped.length} bytes without gzip's mark`);
  const inflated = inflate(zipped, gunzip);
  if (inflated.kind !== "bytes") return inflated;
  const decoded = readJson(inflated.bytes);
  return decoded.kind === "data" ? { ...decoded, gzip: zipped } : decoded;
}

/** RFC 1952, 2.3.1: every member begins with these. */
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

type Inflated = { readonly kind: "bytes"; readonly bytes: Uint8Array } | Decoded;

function inflate(zipped: Uint8Array, gunzip: Gunzip): Inflated {
  try {
    const bytes = gunzip(zipped, MAX_MESSAGE_BYTES);
    if (bytes.length <= MAX_MESSAGE_BYTES) return { kind: "bytes", bytes };
    return unreadable("too-large", `inflates to ${bytes.length} bytes`);
  } catch (error) {
    const code = error instanceof GunzipTooLargeError ? "too-large" : "corrupt-gzip";
    return unreadable(code, messageOf(error));
  }
}

/** Invalid UTF-8 becomes U+FFFD and costs nothing else. The parser's error quotes the text: left out. */
function readJson(bytes: Uint8Array): Decoded {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return unreadable("not-json", `${bytes.length} bytes that are no JSON`);
  }
  return readDataMessage(json);
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
