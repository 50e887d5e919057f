import { expect, test } from "@jest/globals";
import { formatCsv, formatText } from "../../cli/render/formatRows.ts";
import { formatJson } from "../../cli/render/formatJson.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\\tx"],
  ["\rx", "'\\rx"],
  ["plain, text", '"plain, text"'],
  ['say "x"', '"say ""x"""'],
  ["two\nlines", '"two\nlines"'],
  ["\x1b[2J", "\\x1b[2J"],
])("a CSV cell %j is written %j", (cell, written) =>
  expect(formatCsv([{ cell }], ["cell"], true)).toBe(`cell\n${written}\n`),
);

test("text output keeps one item a line and one field a column", () =>
  expect(
    formatText(
      [
        { a: "x\ty\nz", b: { c: null } },
        { a: 1, b: { c: ["p", "q"] } },
      ],
      ["a", "b.c"],
    ),
  ).toBe("x\\ty\\nz\t\n1\tp q\n"));

test("JSON output shows control and bidi characters as JSON escapes", () =>
  expect(formatJson({ a: "\u202e\x9b\u200b" })).toBe('{\n  "a": "\\u202e\\u009b\\u200b"\n}\n'));
