import { countSteps } from "./countSteps.ts";
import { begin, feed, finish, type Form } from "../../shared/terminal/Reader.ts";

const SIZE = 120_000;
const PIECE = 10_000;

const BOMBS: readonly (readonly [string, string])[] = [
  ["spaces", " "],
  ["carriage returns", "\r"],
  ["line feeds", "\n"],
  ["unfinished escapes", "\x1b"],
  ["unfinished CSI", "\x1b[1;"],
  ["nested OSC", "\x1b]0;"],
  ["nested DCS", "\x1bP"],
  ["APC without end", "\x1b_x"],
  ["PM without end", "\x1b^x"],
  ["SOS without end", "\x1bXx"],
  ["resets", "\x1bc"],
  ["resets of every kind", "\x1bc\x1b[!p\x1b[?1049h\x1bc"],
  [
    "overlong UTF-8",
    Buffer.from([0xc0, 0x80, 0xe0, 0x80, 0x8d, 0xf0, 0x80, 0x80, 0x8a]).toString(),
  ],
  ["a width of 1", "\x1b[?2004h$ \rl \rs \r\r\n\x1b[?2004l\r"],
  ["rows of one column", "# \rl\r\ns\r\n"],
  ["cursor up", "\x1b[99999A"],
  ["inserted cells", "$ \x1b[9999@x"],
  ["blanks inserted in front", "$ x\r\x1b[9999@"],
  ["far jumps", "$ \x1b[9999Cx"],
  ["far jumps on many rows", "\x1b[?2004h$ \x1b[9999Cx\r\n\r\x1b[A\x1b[B"],
  ["backspaces", "\b"],
  ["NULs", "\0"],
  ["lone surrogates", "\ud800"],
  ["combining marks", "e\u0301"],
  ["fences", "\x1b[?2004h\x1b[?2004l"],
  ["fences behind erased lines", "\x1b[K\x1b[1C\x1b[?2004h\x1b[?2004l"],
  ["alternate screens", "\x1b[?1049h\x1b[?1049l"],
  ["prompts", "root@h:/# ls\r\n"],
  ["redrawn blocks", `\x1b[?2004hroot@h:/# ${"x\x1b[A\x1b[5C".repeat(100)}\r\n\x1b[?2004l\r`],
  ["a here-document without end", "\x1b[?2004h$ cat <<E\r\n\x1b[?2004l\r"],
  ["typed and erased", `$ ${"ab\b".repeat(200)}\n`],
  ["fills without CR", `${" ".repeat(900)}\r\n`],
  ["open parentheses", "$ ((((((((\r\n"],
  ["addresses", `${"a@".repeat(150)} \r\n`],
];

const FORMS: readonly Form[] = ["transcript", "prefixed", "streamed"];

/** Rows that need a width are drawn again at many; streamed, a jump makes cells of which all edits are tried. */
const STEPS_A_CHARACTER: Readonly<Record<Form, number>> = {
  transcript: 100,
  prefixed: 100,
  streamed: 4_000,
};

describe.each(FORMS)("%s", (form) => {
  test.each(BOMBS)("%s cost bounded work", (_name, unit) => {
    const text = unit.repeat(Math.ceil(SIZE / unit.length));
    const { steps, exploded } = countSteps(() => {
      let state = begin(form);
      for (let at = 0; at < text.length; at += PIECE) {
        state = feed(state, text.slice(at, at + PIECE), "m").state;
      }
      finish(state);
    });
    expect(exploded).toEqual([]);
    expect(steps).toBeLessThan(STEPS_A_CHARACTER[form] * text.length);
  });
});
