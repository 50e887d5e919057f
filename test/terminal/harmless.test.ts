import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { harmless, harmlessJson } from "../../shared/terminal/harmless.ts";

const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

describe("harmless", () => {
  test.each([
    ["\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m", "colour"],
    ["\x1b]0;title\x07", "\\x1b]0;title\\x07", "a window's title"],
    ["a\rb\nc\td", "a\\rb\\nc\\td", "C0 with short names"],
    ["\x9b31m", "\\x9b31m", "C1's one-byte CSI"],
    ["user\u202egnp.exe", "user\\u202egnp.exe", "right-to-left override"],
    ["\u2066x\u2069", "\\u2066x\\u2069", "isolates"],
    ["rm\u200b -rf", "rm\\u200b -rf", "zero width space"],
    ["x\ufeffy\u00ad", "x\\ufeffy\\xad", "byte order mark and soft hyphen"],
    ["\ud800x", "\\ud800x", "a lone surrogate"],
    ["\u{e0041}", "\\u{e0041}", "a tag character"],
    ["日本 👍 é", "日本 👍 é", "ordinary text stays"],
  ])("%j reads %j: %s", (text, shown) => expect(harmless(text)).toBe(shown));

  test("nothing harmful is left of any text, and JSON says the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(harmless(text)).not.toMatch(HARMFUL);
        const json = harmlessJson(JSON.stringify({ text }));
        expect(json).not.toMatch(HARMFUL);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });
});
