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

// A bound on steps shows as a bound on time that no machine comes near in linear work.
const LIMIT_MS = 20_000;

describe.each(FORMS)("%s", (form) => {
  test.each(BOMBS)("%s cost bounded work", (_name, unit) => {
    const text = unit.repeat(Math.ceil(SIZE / unit.length));
    const start = performance.now();
    let state = begin(form);
    for (let at = 0; at < text.length; at += PIECE) {
      state = feed(state, text.slice(at, at + PIECE), "m").state;
    }
    finish(state);
    expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  });
});

test("a line of a megabyte is cut, and what follows it is read", () => {
  const text = `${"x".repeat(1_000_000)}\r\n$ id\r\nuid=0\r\n$ exit\r\n`;
  const { state } = feed(begin("transcript"), text, "m");
  expect(finish(state).map((command) => command.text)).toContain("exit");
});
