import fc from "fast-check";
import { shownParts } from "../../console/parts/shownParts.ts";

const shown = (text: string, mark = ""): string[] =>
  shownParts(text, mark).map((part) => `${part.is} ${part.text}`);

test.each([
  ["nothing", "", "", []],
  ["plain text", "ls -la", "", ["plain ls -la"]],
  ["an escape sequence", "a\u001b[31mb", "", ["plain a", "escape \u001b", "plain [31mb"]],
  ["a bidi override", "a\u202egnp", "", ["plain a", "escape \u202e", "plain gnp"]],
  ["a line end", "a\nb", "", ["plain a", "escape \n", "plain b"]],
  ["invisible characters in a row", "\u200b\u2060x", "", ["escape \u200b\u2060", "plain x"]],
  ["what is searched for, in any case", "Curl curl", "CURL", ["mark Curl", "plain  ", "mark curl"]],
  ["a letter whose lower case is longer", "İcurl", "curl", ["plain İ", "mark curl"]],
  ["letters, marks and emoji", "naïve 中文 🙂", "", ["plain naïve 中文 🙂"]],
])("%s", (_, text, mark, expected) => {
  expect(shown(text, mark)).toEqual(expected);
});

test("says every character once, and marks only what was searched for", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ maxLength: 3 }), (text, mark) => {
      const parts = shownParts(text, mark);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      for (const part of parts)
        if (part.is === "mark") expect(part.text.toLowerCase()).toBe(mark.toLowerCase());
    }),
  );
});
