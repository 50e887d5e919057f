import fc from "fast-check";
import { playable } from "../../cli/replay/playable.ts";

test.each([
  ["text and line ends stay", "ls -la\r\nb\tc", "ls -la\r\nb\tc"],
  ["colours stay", "\x1b[1;31mred\x1b[0m", "\x1b[1;31mred\x1b[0m"],
  ["erasing to the line's end stays", "abc\b\x1b[K", "abc\b\x1b[K"],
  ["a title goes", "\x1b]0;own your prompt\x07$ ", "$ "],
  ["the clipboard goes", "\x1b]52;c;cm0gLXJmIC8=\x1b\\x", "x"],
  ["what makes a terminal answer goes", "\x1b[6n\x1b[c\x1b[>q\x1bP+q544e\x1b\\x", "x"],
  ["cursor moves and clearing go", "\x1b[2J\x1b[H\x1b[5Ax", "x"],
  ["modes go", "\x1b[?1049h\x1b[?2004lx", "x"],
  ["an unfinished title ends with its line", "\x1b]0;abc\ndef", "\ndef"],
  ["lone controls are shown", "a\x07b\x1b", "a\\x07b\\x1b"],
  ["C1 controls are no way round", "\x9b2Jx\x9dtitle", "x\\x9dtitle"],
  ["what reorders text is shown", "a\u202eb", "a\\u202eb"],
])("%s", (_, text, expected) => {
  expect(playable(text, true)).toBe(expected);
});

test("without colour nothing is left that begins with an escape", () => {
  expect(playable("\x1b[31mred\x1b[K", false)).toBe("red");
});

test("whatever comes in, nothing but colours and erasing comes out", () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      "\x1b",
      "[",
      "]",
      "m",
      "K",
      "6",
      "n",
      "\x07",
      "\x9b",
      "P",
      "\\",
      "a",
      ";",
      "\n",
    ),
    maxLength: 40,
  });
  fc.assert(
    fc.property(hostile, (text) => {
      const left = playable(text, true).replace(/\x1b\[[0-9;:]*[mK]/g, "");
      expect(left).not.toMatch(/[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
    }),
    { numRuns: 2000 },
  );
});
