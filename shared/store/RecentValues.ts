import type { Row, RowKey } from "./Table.ts";

/** About what ten deliveries of CloudWatch's largest size hold. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The values of rows that never change, decoded, the latest used ones up to a bound. */
export class RecentValues {
  readonly #values = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  readonly #immutable: (key: RowKey) => boolean;
  #bytes = 0;

  constructor(immutable: (key: RowKey) => boolean) {
    this.#immutable = immutable;
  }

  get(row: Row, decode: () => unknown): unknown {
    if (!this.#immutable(row)) return decode();
    const name = `${row.partition}\n${row.sort}`;
    const known = this.#values.get(name);
    const entry = known ?? { value: decode(), bytes: row.body.byteLength };
    this.#values.delete(name);
    this.#values.set(name, entry);
    if (known === undefined) this.#bytes += entry.bytes;
    this.#trim();
    return entry.value;
  }

  #trim(): void {
    for (const [name, { bytes }] of this.#values) {
      if (this.#bytes <= MOST_BYTES) return;
      this.#values.delete(name);
      this.#bytes -= bytes;
    }
  }
}
