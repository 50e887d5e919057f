import { stringify } from "csv-stringify/sync";
import { harmless } from "../../shared/terminal/harmless.ts";
import { fieldAt } from "./fieldAt.ts";

/** Tab-separated, one item a line, as the AWS CLI's `--output text`. */
export const formatText = (items: readonly unknown[], fields: readonly string[]): string =>
  items
    .map((item) => `${fields.map((path) => harmless(fieldAt(item, path))).join("\t")}\n`)
    .join("");

/**
 * CSV (RFC 4180). A spreadsheet would run a cell that begins with = + - @ TAB or CR as a formula:
 * such a cell gets a `'` in front.
 */
export const formatCsv = (
  items: readonly unknown[],
  fields: readonly string[],
  header: boolean,
): string =>
  stringify(
    items.map((item) => fields.map((path) => harmless(guard(fieldAt(item, path)), "\n"))),
    { header, columns: [...fields] },
  );

/** Before the escapes are written out, since TAB and CR begin with a backslash afterwards. */
const guard = (cell: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell);
