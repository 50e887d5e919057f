import fc from "fast-check";
import { decodeStripped } from "../../shared/terminal/decodeStripped.ts";
import { redisplayed, type Edited, type Terminal } from "../../shared/terminal/redisplayed.ts";
import { vocabularyOf } from "../../shared/terminal/strangeness.ts";

const BASH: Terminal = {
  prompt: "bash-5.2# ",
  width: Infinity,
  edits: true,
  spaced: true,
  reprints: false,
  editor: "readline",
};

const at = (line: string, point = line.length): Edited => ({ line, point });

interface Case {
  readonly why: string;
  readonly terminal?: Partial<Terminal>;
  readonly lines: readonly Edited[];
  readonly printed: readonly string[];
}

/** What bash 5.2 and zsh 5.9 print, without controls and CRs. */
const CASES: readonly Case[] = [
  {
    why: "a rest with a space in it is moved by ICH, and nothing of it is printed",
    lines: [at("echo a b", 5), at("echo xa b", 6)],
    printed: ["echo a b\b\b\b", "x"],
  },
  {
    why: "a rest without a space is printed again",
    lines: [at("foo-bar"), at("foo-bar", 3), at("foo -bar", 4)],
    printed: ["foo-bar", "\b\b\b\b", " -bar\b\b\b\b"],
  },
  {
    why: "bash 5.3 moves that too",
    terminal: { spaced: false },
    lines: [at("foo-bar"), at("foo-bar", 3), at("foo -bar", 4)],
    printed: ["foo-bar", "\b\b\b\b", " "],
  },
  {
    why: "CR is taken where it is shorter, and leaves no trace",
    lines: [at("pip list # again"), at("hostname"), at("df -h")],
    printed: ["pip list # again", "hostname", "\b\b\b\b\b\b\b\bdf -h"],
  },
  {
    why: "without UTF-8 a step to the right prints what is passed",
    terminal: { spaced: false, reprints: true },
    lines: [at("ls -la", 0), at("ls -la", 3)],
    printed: ["ls -la\b\b\b\b\b\b", "ls "],
  },
  {
    why: "a space makes the terminal go on behind a full row",
    terminal: { width: 16 },
    lines: [at("echo a"), at("echo ab")],
    printed: ["echo a ", "b"],
  },
  {
    why: "zle prints the first character of a line twice, and spaces over what is no more",
    terminal: { editor: "zle", edits: false },
    lines: [at("l"), at("ls"), at("l")],
    printed: ["l", "\bls", "\b \b"],
  },
];

test.each(CASES)("$why", ({ terminal, lines, printed }) => {
  const shown = lines.map((line, index) =>
    redisplayed(lines[index - 1] ?? at(""), line, { ...BASH, ...terminal }),
  );
  expect(shown).toEqual(printed);
});

const PAST = { vocabulary: vocabularyOf([], []), recent: [], slips: new Map<string, boolean>() };

const read = (typed: string, prompt: string): string =>
  decodeStripped({ typed, prompt, widths: [Infinity], zle: false }, PAST).text;

test("what is typed and put right at the end of a line is read, whatever the prompt", () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/);
  const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(line, word, fc.integer({ min: 2, max: 40 }), (text, slip, width) => {
      const prompt = `${"p".repeat(width - 2)}# `;
      const terminal = { ...BASH, prompt };
      const command = `ls ${text}`;
      let typed = redisplayed(at(""), at(`ls ${slip}`), terminal);
      for (let left = slip.length; left > 0; left--)
        typed += redisplayed(
          at(`ls ${slip.slice(0, left)}`),
          at(`ls ${slip.slice(0, left - 1)}`),
          terminal,
        );
      expect(read(typed + text, prompt)).toBe(command);
    }),
    { numRuns: 100 },
  );
});

test("a reading that is sure of what was typed within a line is right", () => {
  const places = fc.record({
    point: fc.integer({ min: 5, max: 20 }),
    text: fc.constantFrom("x", "yz"),
  });
  fc.assert(
    fc.property(places, ({ point, text }) => {
      const line = "echo alpha beta gamma";
      const after = line.slice(0, point) + text + line.slice(point);
      let typed = redisplayed(at(""), at(line), BASH);
      for (let left = line.length; left > point; left--)
        typed += redisplayed(at(line, left), at(line, left - 1), BASH);
      typed += redisplayed(at(line, point), at(after, point + text.length), BASH);
      const decoded = decodeStripped(
        { typed, prompt: BASH.prompt, widths: [Infinity], zle: false },
        PAST,
      );
      expect(decoded.sure ? decoded.text : after).toBe(after);
    }),
    { numRuns: 200 },
  );
});
