import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";

/** The name of a read, and the chunks that had to be read to find it. */
interface NamedRead {
  readonly read: string;
  readonly held: readonly Buffer[];
  /** Why no more could be read: to be told once what was read is taken in. */
  readonly failure?: unknown;
}

/**
 * Names the read of an input by its content. Events without an ID are told apart by the read they
 * came in and their place there: the same file must give the same name wherever it lies and after
 * an import was killed half-way, and two files must not share one. Reading a file twice is cheap
 * beside taking it in. Of a pipe, which can't be read twice, the beginning must do.
 */
export async function nameRead(
  from: string | Readable,
  chunks: AsyncGenerator<Buffer>,
): Promise<NamedRead> {
  const digest = typeof from === "string" ? await digestOfFile(from) : undefined;
  return digest === undefined ? nameByBeginning(chunks) : { read: digest, held: [] };
}

const DIGITS = 32;
const BEGINNING = 64 * 1024;

/** Undefined where it can't be read twice, or not at all: reading it for good says why. */
async function digestOfFile(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) return undefined;
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
      if (Buffer.isBuffer(chunk)) hash.update(chunk);
    return hash.digest("hex").slice(0, DIGITS);
  } catch {
    return undefined;
  }
}

async function nameByBeginning(chunks: AsyncGenerator<Buffer>): Promise<NamedRead> {
  const held: Buffer[] = [];
  let failure: unknown;
  try {
    for (let bytes = 0; bytes < BEGINNING;) {
      const next = await chunks.next();
      if (next.done === true) break;
      held.push(next.value);
      bytes += next.value.length;
    }
  } catch (error) {
    failure = error;
  }
  const beginning = Buffer.concat(held).subarray(0, BEGINNING);
  const read = createHash("sha256").update(beginning).digest("hex").slice(0, DIGITS);
  return failure === undefined ? { read, held } : { read, held, failure };
}
