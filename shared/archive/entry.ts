import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Arrival, Opened, Payload } from "../app/Archive.ts";
import { MAX_MESSAGE_BYTES } from "../logs/decodeSubscription.ts";
import { isObject } from "../logs/isObject.ts";

/** A payload inflates to no more when it is taken in; its arrival is a line before it. */
const MOST_BYTES = MAX_MESSAGE_BYTES + 64 * 1024;
/** Level 1 keeps up with taking in; a payload that came zipped is kept as it came. */
const LEVEL = 1;
const FORMAT = 1;

export interface Entry {
  /** `2026/11/24/101112-<sha256 of the bytes>.gz` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * An entry is gzip of a line that says how the payload came, and of the payload:
 *
 *     zcat ENTRY | head -1      how it came
 *     zcat ENTRY | tail -n +2   the payload
 *     sha256sum ENTRY           what its name says
 *
 * A payload that came zipped keeps its bytes: two gzip members, one after the other, inflate to
 * what both hold (RFC 1952, 2.2).
 */
export function encodeEntry(arrival: Arrival, time: number, payload: Payload): Entry {
  const line = `${JSON.stringify({ ssmtrail: FORMAT, ...arrival })}\n`;
  const bytes =
    payload.is === "gzip"
      ? Buffer.concat([gzipSync(line), payload.bytes])
      : gzipSync(line + JSON.stringify(payload.value), { level: LEVEL });
  return { name: `${folderOf(time)}-${sha256(bytes)}.gz`, bytes };
}

/** The inverse of {@link encodeEntry}. */
export function decodeEntry(name: string, bytes: Uint8Array): Opened {
  const hash = sha256(bytes);
  if (hash !== hashIn(name)) return { is: "altered", why: `its bytes have the hash ${hash}` };
  try {
    const inflated = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
    const end = inflated.indexOf("\n");
    const arrival = parseArrival(JSON.parse(textOf(inflated.subarray(0, end))));
    if (arrival === undefined)
      return { is: "unreadable", why: "its first line says nothing this version knows" };
    return { is: "payload", arrival, value: JSON.parse(textOf(inflated.subarray(end + 1))) };
  } catch {
    // The parser's message quotes the text, which is evidence.
    return { is: "unreadable", why: "it is no gzip of two JSON documents" };
  }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const NAME = /^[0-9]{4}\/[0-9]{2}\/[0-9]{2}\/[0-9]{6}-([0-9a-f]{64})\.gz$/;

export const isEntryName = (name: string): boolean => NAME.test(name);

const hashIn = (name: string): string | undefined => NAME.exec(name)?.[1];

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Later times have five-digit years. */
const LAST_TIME = Date.parse("9999-12-31T23:59:59Z");

function folderOf(time: number): string {
  const at = new Date(Math.min(Math.max(0, time), LAST_TIME)).toISOString();
  return `${at.slice(0, 10).replaceAll("-", "/")}/${at.slice(11, 19).replaceAll(":", "")}`;
}

function parseArrival(value: unknown): Arrival | undefined {
  if (!isObject(value) || value.ssmtrail !== FORMAT) return undefined;
  const { kind, partition, region, sessionLog, declared, read, firstOrdinal, sessionMinutes } =
    value;
  if (typeof partition !== "string" || typeof region !== "string") return undefined;
  if (kind === "trail-records") return { kind, partition, region };
  if (kind === "described-sessions") {
    const { account, asOf } = value;
    if (typeof account !== "string" || typeof asOf !== "number") return undefined;
    return { kind, partition, region, account, asOf };
  }
  if (
    kind !== "log-events" ||
    typeof sessionLog !== "boolean" ||
    typeof declared !== "boolean" ||
    typeof read !== "string" ||
    typeof firstOrdinal !== "number"
  )
    return undefined;
  const arrival = { kind, partition, region, sessionLog, declared, read, firstOrdinal } as const;
  return typeof sessionMinutes === "number" ? { ...arrival, sessionMinutes } : arrival;
}
