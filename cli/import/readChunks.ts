import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { InputError } from "./InputError.ts";

const CHUNK = 256 * 1024;

/**
 * The bytes of an input, inflated where they are gzip (several members in a row too). `onRead` is
 * told how many bytes were taken from the disk or pipe. Throws {@link InputError}.
 */
export async function* readChunks(
  input: string | Readable,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const source = typeof input === "string" ? openFile(input) : input;
  const raw = counted(source, onRead);
  const first = await firstBytes(raw);
  if (first === undefined) return;
  if (isUtf16(first))
    throw new InputError(
      "is UTF-16 text: write it as UTF-8 (PowerShell: `… | Out-File -Encoding utf8 FILE`)",
    );
  const whole = chain(first, raw);
  if (isGzip(first)) yield* inflate(whole);
  else yield* whole;
}

const openFile = (path: string): Readable => createReadStream(path, { highWaterMark: CHUNK });

/** RFC 1952, 2.3.1: every member begins with these. */
const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** As old PowerShell's `>` writes. */
const isUtf16 = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

async function* counted(source: Readable, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of source) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      onRead(bytes.length);
      yield bytes;
    }
  } catch (cause) {
    throw readError(cause);
  }
}

/** At least two bytes, where there are two: a pipe may hand over one at a time. */
async function firstBytes(raw: AsyncGenerator<Buffer>): Promise<Buffer | undefined> {
  let first = Buffer.alloc(0);
  while (first.length < 2) {
    const next = await raw.next();
    if (next.done === true) return first.length === 0 ? undefined : first;
    first = Buffer.concat([first, next.value]);
  }
  return first;
}

async function* chain(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* inflate(zipped: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  // An error of the source must end the reading below, not the process.
  const feeding = feed(zipped, gunzip).catch((error: unknown) =>
    gunzip.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  try {
    for await (const chunk of gunzip) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (cause) {
    throw cause instanceof InputError ? cause : gzipError(cause);
  } finally {
    gunzip.destroy();
    await feeding;
  }
}

async function feed(
  zipped: AsyncGenerator<Buffer>,
  gunzip: ReturnType<typeof createGunzip>,
): Promise<void> {
  for await (const chunk of zipped) {
    if (gunzip.destroyed) return;
    if (!gunzip.write(chunk))
      await new Promise<void>((resolve) => {
        const go = (): void => {
          gunzip.off("drain", go).off("close", go).off("error", go);
          resolve();
        };
        gunzip.on("drain", go).on("close", go).on("error", go);
      });
  }
  gunzip.end();
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

function gzipError(cause: unknown): InputError {
  const what =
    codeOf(cause) === "Z_BUF_ERROR"
      ? "the gzip data ends too early"
      : "the gzip data is damaged from here on";
  return new InputError(
    `${what}: what was read before it is kept; fetch the file again and import it again`,
    { cause },
  );
}

function readError(cause: unknown): InputError {
  const code = codeOf(cause);
  const known: Readonly<Record<string, string>> = {
    ENOENT: "no such file",
    EACCES: "may not be read (permission denied)",
    EISDIR: "is a folder: name the files in it, such as FOLDER/*.json",
    EPERM: "may not be read (permission denied)",
  };
  return new InputError(known[code] ?? `can't be read (${code || "unknown error"})`, { cause });
}
