import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { flagsOf, quoted } from "../../console/parts/commandWords.ts";

test("a shell reads quoted words back as they were", () => {
  const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const line = words.map(quoted).join(" ");
      const out = execFileSync("/bin/sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
      expect(out.split("\0").slice(0, -1)).toEqual(words);
    }),
    { numRuns: 30 },
  );
});

test("flags name what was given and nothing else", () => {
  expect(flagsOf({ endpoint: "churn", actor: undefined, text: "" })).toEqual([
    "--endpoint",
    "churn",
  ]);
});
