import wrapAnsi from "wrap-ansi";

/** A text's lines of at most `width` columns, broken at blanks where there are any. */
export const wrapText = (text: string, width: number): string[] =>
  wrapAnsi(text, width, { hard: true, trim: false })
    .split("\n")
    // A word moved to the next line leaves its blank behind.
    .map((line) => line.trim());
