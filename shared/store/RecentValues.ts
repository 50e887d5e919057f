import type { Kept } from "../app/Store.ts";
import type { RowKey } from "./Table.ts";

/** Decoded: about what four deliveries of CloudWatch's largest size hold. */
const MOST_BYTES = 16 * 1024 * 1024;

/** What rows that never change hold, decoded: the latest used ones, up to a bound. */
export class RecentValues {
  readonly #kept = new Map<string, { readonly kept: Kept<unknown>; readonly bytes: number }>();
  readonly #immutable: (key: RowKey) => boolean;
  #bytes = 0;

  constructor(immutable: (key: RowKey) => boolean) {
    this.#immutable = immutable;
  }

  get(key: RowKey): Kept<unknown> | undefined {
    const name = nameOf(key);
    const known = this.#kept.get(name);
    if (known === undefined) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, known);
    return known.kept;
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  put(kept: Kept<unknown>, bytes: number): void {
    const name = nameOf(kept);
    if (!this.#immutable(kept) || this.#kept.has(name)) return;
    this.#kept.set(name, { kept, bytes });
    this.#bytes += bytes;
    for (const [oldest, entry] of this.#kept) {
      if (this.#bytes <= MOST_BYTES) return;
      this.#kept.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }
}

const nameOf = ({ partition, sort }: RowKey): string => `${partition}\n${sort}`;
