/** A row's place: rows of one partition are kept in the byte order of `sort`. Both are ASCII. */
export interface RowKey {
  readonly partition: string;
  readonly sort: string;
}

export interface Row extends RowKey {
  /** Counts the conditional saves of this row; 0 for rows that are only ever put. */
  readonly version: number;
  readonly body: Uint8Array;
  /** From when on (epoch seconds) an engine that forgets may; it answers no more with it then. */
  readonly expires?: number;
}

export interface RowRange {
  readonly partition: string;
  /** First sort key wanted, inclusive. */
  readonly from?: string;
  /** Last sort key wanted, inclusive. */
  readonly to?: string;
  readonly descending?: boolean;
  /** About how many rows the caller means to read: sizes the pages, never cuts the answer. */
  readonly expect?: number;
}

/**
 * What an engine must do: five calls, each needing no more than one row's atomicity, so that
 * nothing rests on transactions.
 */
export interface Table {
  /** The rows found, in the order of `keys`; read-your-writes. */
  get(keys: readonly RowKey[]): Promise<(Row | undefined)[]>;
  list(range: RowRange): AsyncIterable<Row>;
  /** Puts the row if its stored version is `expected` (0: if it is absent). Says whether it did. */
  save(row: Row, expected: number): Promise<boolean>;
  /** Puts and deletes, in this order within each key, each row on its own; repeats what the engine refused for load. */
  write(puts: readonly Row[], deletes: readonly RowKey[]): Promise<void>;
  /** Runs `work` alone among writers where the engine can (all or nothing); else just runs it. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
