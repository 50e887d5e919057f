export type Tone = "good" | "weak" | "bad" | "dim";

/** A column of a table for people. */
export interface Column<T> {
  readonly title: string;
  /** Text as it came; it is made harmless when it is printed. */
  cell(item: T): string;
  tone?(item: T): Tone | undefined;
  /** `wrapped`: never cut · `unbroken`: kept on one line, or the table is given up. */
  readonly whole?: "wrapped" | "unbroken";
  /** It is made no narrower than this; 10 unless told. */
  readonly least?: number;
  /** It gives way before the others. */
  readonly yields?: boolean;
  readonly right?: boolean;
}

/** How the items of one kind of answer are shown. */
export interface Shape<T> {
  /** What there is none of, in `no commands match`. */
  readonly noun: string;
  readonly columns: readonly Column<T>[];
  /** Paths of the fields for `--output text` and `csv`. */
  readonly fields: readonly string[];
}
