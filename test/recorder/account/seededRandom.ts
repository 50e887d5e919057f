import { createHash } from "node:crypto";

/** Numbers from 0 to 1 that depend on the name alone, so that IDs stay when recordings are remade. */
export function seededRandom(name: string): () => number {
  let count = 0;
  return () => {
    const hash = createHash("sha256").update(`${name}/${count++}`).digest();
    return hash.readUInt32BE(0) / 2 ** 32;
  };
}

/** A UUID (version 4 in shape) that depends on the name alone. */
export function seededUuid(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}
