import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DocumentReader } from "../../cli/import/DocumentReader.ts";
import type { Read } from "../../cli/import/Read.ts";

function read(text: string, cuts: readonly number[] = []): Read[] {
  const bytes = Buffer.from(text);
  const reader = new DocumentReader();
  const edges = [
    0,
    ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b),
    bytes.length,
  ];
  const chunks = edges.slice(1).map((to, n) => bytes.subarray(edges[n], to));
  return [...chunks.flatMap((chunk) => [...reader.feed(chunk)]), ...reader.end()];
}

const values = (text: string): unknown[] =>
  read(text).map((one) => (one.kind === "problem" ? `line ${one.line}` : one.value));

const pretty = JSON.stringify({ events: [{ a: 1 }, { a: [2, { b: 3 }] }], token: "t" }, null, 4);

describe("finding documents", () => {
  test.each<[string, unknown[], string]>([
    ['{"a":1}\n{"b":2}\n', [{ a: 1 }, { b: 2 }], "one a line"],
    ['{"a":1}{"b":2}', [{ a: 1 }, { b: 2 }], "several in one line"],
    ['{"a":\n1}\n{"b":2}', [{ a: 1 }, { b: 2 }], "over several lines"],
    [
      pretty,
      [{ a: 1 }, { a: [2, { b: 3 }] }, { events: [], token: "t" }],
      "a long list's elements",
    ],
    [
      `${pretty}\n${pretty}`.slice(0, -3),
      [
        { a: 1 },
        { a: [2, { b: 3 }] },
        { events: [], token: "t" },
        { a: 1 },
        { a: [2, { b: 3 }] },
        "line 17",
      ],
      "pages, the last one cut off",
    ],
    ['[\n{"a":1},\n{"b":2}\n]', [{ a: 1 }, { b: 2 }], "elements of a list"],
    ['{"a":\n{"b":1}\n{"c":1}\n', ["line 3", { b: 1 }, { c: 1 }], "a cut line swallows none"],
    ["\n \r\n", [], "nothing"],
    ["x\n{}\ny", ["line 1", {}, "line 3"], "garbage between"],
    ['{"a":"\\ud800"}', [{ a: "\ud800" }], "a lone surrogate"],
  ])("%j: %#", (text, expected) => expect(values(text)).toEqual(expected));

  test("it does not matter how the bytes are cut", () => {
    const part = fc.oneof(
      fc.json().map((json) => `${json}\n`),
      fc.json().map((json) => `${JSON.stringify(JSON.parse(json), null, 2)}\n`),
      fc.constantFrom("{", '{"a":', "garbage\n", "[\n", '"', "é\n", "}\n", "\0"),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (parts, cuts) => {
          const text = parts.join("");
          expect(read(text, cuts)).toEqual(read(text));
        },
      ),
    );
  });
});
