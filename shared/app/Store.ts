import type { Key } from "../session/keys.ts";

/** A thing as it was kept. `version` counts its conditional saves. */
export interface Kept<T> extends Key<T> {
  readonly version: number;
  readonly value: T;
}

export interface Put {
  readonly key: Key<unknown>;
  readonly value: unknown;
  /** It is not forgotten when its time comes. */
  readonly forGood?: boolean;
}

/** Keys of one partition, both ends inclusive. */
export interface KeyRange<T> {
  readonly partition: string;
  readonly from?: string;
  readonly to?: string;
  readonly descending?: boolean;
  /** About how many will be read: sizes the pages, never cuts the answer. */
  readonly expect?: number;
  readonly holds?: T;
}

/**
 * Where evidence and what was made of it are kept (the kinds and their keys: `shared/session/keys`).
 * No method promises more than one kept thing's atomicity; whatever must converge does so by
 * {@link save} and by repeating.
 */
export interface Store {
  /** In the order of `keys`; undefined where nothing is kept. Sees every acknowledged write. */
  load<T>(keys: readonly Key<T>[]): Promise<(Kept<T> | undefined)[]>;
  list<T>(range: KeyRange<T>): AsyncIterable<Kept<T>>;
  /** Keeps `value` if the kept version is `expected` (0: nothing kept yet). Says whether it did. */
  save<T>(key: Key<T>, value: T, expected: number): Promise<boolean>;
  change(puts: readonly Put[], removes: readonly Key<unknown>[]): Promise<void>;
  /** Runs `work` as one unit, alone among writers, where the engine can; else just runs it. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
