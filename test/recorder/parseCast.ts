import type { Chunk, Recording } from "./Recording.ts";

/** An asciicast v2 file's output; its resizes are left out, since evidence has none. */
export function parseCast(text: string): Recording {
  const chunks: Chunk[] = [];
  for (const line of text.split("\n").slice(1)) {
    if (line === "") continue;
    const [at, kind, data] = JSON.parse(line) as [number, string, string];
    if (kind === "o") chunks.push({ at, bytes: Buffer.from(data, "utf8") });
  }
  return { chunks };
}
