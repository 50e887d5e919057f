import * as fc from "fast-check";

const ENTER = "\r\n";
const FENCE_ON = "\x1b[?2004h";
const FENCE_OFF = "\x1b[?2004l\r";

const commandLine = fc.constantFrom(
  "ls -la",
  "echo 'two words'",
  "cat notes.txt | head -2",
  "for i in 1 2; do",
  "done",
  'echo "open',
  "sh",
  "exit",
  "python3",
  "PS1='> '",
  "",
);

const prompt = fc.constantFrom("root@h1:/# ", "$ ", "# ", "sh-5.1# ", ">>> ", "> ", "➜  app ");

const edit = fc.constantFrom(
  "\b\x1b[K",
  "\b \b",
  "\x1b[C",
  "\x1b[1P",
  "\x1b[2@xy",
  "\x1b[A",
  "\r",
  " \r",
  "\x07",
  "^C",
  "漢",
);

const output = fc.constantFrom(
  "total 0\r\n",
  "no newline",
  "root@h1:/# rm -rf /\r\n",
  "\r\n",
  "\x1b[31mred\x1b[0m\r\n",
  "\r50%\r100%\r\n",
  "Script started on 2024-01-01 00:00:00+00:00\r\n",
  "Script done on 2024-01-01 00:00:00+00:00\r\n",
  "\x1b[?1049h~\r\n~\x1b[?1049l",
  "\x1b]0;title\x07",
);

/** More lines than the reader looks at one by one, with something among them that it must see. */
const longOutput = fc
  .tuple(fc.integer({ min: 8, max: 14 }), output, output, fc.integer({ min: 0, max: 4 }))
  .map(
    ([n, first, last, more]) => `${"a line\r\n".repeat(n)}${first}${"x\r\n".repeat(more)}${last}`,
  );

const fenced = fc
  .tuple(prompt, commandLine, fc.array(edit, { maxLength: 3 }), output)
  .map(([p, c, e, o]) => `${FENCE_ON}${p}${c}${e.join("")}${ENTER}${FENCE_OFF}${o}`);

const bare = fc
  .tuple(prompt, commandLine, fc.array(edit, { maxLength: 3 }), output)
  .map(([p, c, e, o]) => `${p}${c}${e.join("")}${ENTER}${o}`);

/** Several lines pasted at once: shown in reverse video, then printed again, then accepted together. */
const pasted = fc
  .tuple(prompt, fc.array(commandLine, { minLength: 2, maxLength: 6 }))
  .map(([p, lines]) => {
    const up = `\x1b[A`.repeat(lines.length - 1);
    const shown = lines.join("\x1b[27m\r\n\r\x1b[7m");
    const again = `\r\x1b[${p.length}C${lines.join("\r\n\r")}`;
    return `${FENCE_ON}${p}\x1b[7m${shown}\x1b[27m${up}${again}\r\n${FENCE_OFF}`;
  });

const zle = fc
  .tuple(commandLine, output)
  .map(
    ([c, o]) =>
      `\x1b[1m\x1b[7m%\x1b[27m\x1b[1m\x1b[0m${" ".repeat(79)}\r \r\r\x1b[0m\x1b[27m\x1b[24m\x1b[Jh1% \x1b[K${FENCE_ON}${c.slice(0, 1)}\b${c}\x1b[?2004l\r\r\n${o}`,
  );

/** Text as shells, editors and programs could have printed it, in any mixture. */
export const terminalText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fenced, bare, zle, pasted, longOutput, output, edit), { maxLength: 14 })
  .map((parts) => parts.join(""));

/** Text that nobody meant for a terminal: controls of all kinds, bombs, broken characters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom(
        "\x1b",
        "\x1b[",
        "\x1b]",
        "\x1bP",
        "\x1b_",
        "\x1b^",
        "\x9b",
        "\x90",
        "\0",
        "\ud800",
        "\udc00",
        "\n",
        "\r",
        "\b",
        "\x1b[9999999999C",
        "\x1b[99999A",
        "\x1b[99999B",
        "\x1b[4096@",
        "\x1b[?2004h",
        "\x1b[?2004l",
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1bc",
        "\x1b[H\x1b[2J",
        "root@h:/# ",
        " ".repeat(300),
        "((((((((((((",
        "$(".repeat(50),
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

/** A text cut at arbitrary points. */
export function cutsOf(text: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  return fc
    .tuple(text, fc.array(fc.nat(), { maxLength: 12 }))
    .map(([whole, cuts]) => piecesAt(whole, cuts));
}

export function piecesAt(whole: string, cuts: readonly number[]): string[] {
  const at = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => whole.slice(from, at[index] ?? whole.length));
}
