/** All that may be bound: whatever came from a log is bound as bytes, since NULs cut strings. */
export type Bound = string | number | bigint | Uint8Array | null;

export interface Statement {
  run(...values: unknown[]): { changes: number | bigint };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  iterate(...values: unknown[]): IterableIterator<unknown>;
}

/** The one way in which values reach the driver: positional, of the five types SQLite has. */
export const bind = (values: readonly Bound[]): unknown[] => [...values];

const encoder = new TextEncoder();
const decoder = new TextDecoder();
export const toBlob = (text: string): Uint8Array => encoder.encode(text);
export const fromBlob = (bytes: Uint8Array): string => decoder.decode(bytes);
