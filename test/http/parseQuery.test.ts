import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { parseQuery } from "../../shared/http/parseQuery.ts";

// Whatever a program writes with URLSearchParams is read back, names like __proto__ included.
test("reads what URLSearchParams writes", () => {
  const wellFormed = fc.string({ unit: "binary" }).filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(wellFormed, wellFormed), { selector: ([n]) => n }),
      (pairs) => {
        const written = String(new URLSearchParams(pairs));
        const read = parseQuery(written);
        expect(read.ok && new Map(Object.entries(read.answer))).toEqual(new Map(pairs));
      },
    ),
  );
});

test("never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(typeof parseQuery(text).ok).toBe("boolean");
    }),
  );
});

test.each([
  { why: "nothing", query: "", read: {} },
  { why: "a question mark", query: "?a=1", read: { a: "1" } },
  { why: "empty pairs", query: "&&a=1&", read: { a: "1" } },
  { why: "no equals sign", query: "a", read: { a: "" } },
  { why: "equals signs in the value", query: "a=b=c==", read: { a: "b=c==" } },
  { why: "both spellings of a space", query: "a=b+c%20d", read: { a: "b c d" } },
  { why: "an encoded plus sign", query: "a=b%2Bc%2bd", read: { a: "b+c+d" } },
])("reads $why", ({ query, read }) => {
  expect(parseQuery(query)).toEqual({ ok: true, answer: read });
});

test.each([
  { why: "a lone percent sign", query: "a=100%", detail: "percent-encoded" },
  { why: "half of a character", query: "a=%c3", detail: "percent-encoded" },
  { why: "an encoded surrogate", query: "a=%ed%a0%80", detail: "percent-encoded" },
  { why: "a bad name", query: "%zz=1", detail: "percent-encoded" },
  { why: "one name twice", query: "a=1&a=2", detail: "twice" },
  { why: "one name twice in two spellings", query: "a=1&%61=1", detail: "twice" },
])("refuses $why", ({ query, detail }) => {
  expect(parseQuery(query)).toMatchObject({
    ok: false,
    error: { status: 400, code: "bad-parameter", detail: expect.stringContaining(detail) },
  });
});
