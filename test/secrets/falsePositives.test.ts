import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { findSecrets } from "../../shared/secrets/findSecrets.ts";

/** The messages of log events, and other JSON lines as they are. */
const messagesIn = (file: string): string[] =>
  gunzipSync(readFileSync(file))
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const { logEvents } = JSON.parse(line) as { logEvents?: { message: string }[] };
      return logEvents?.map(({ message }) => message) ?? line;
    });

/** Who records uses the values of AWS's documentation and the like, which all say so. */
const MADE_UP = /example/i;

function wrongAmong(files: readonly string[]) {
  const texts = files.flatMap(messagesIn);
  const found = texts.flatMap((text) =>
    findSecrets(text).map(({ start, end, kind }) => ({ kind, hidden: text.slice(start, end) })),
  );
  return {
    characters: texts.reduce((sum, { length }) => sum + length, 0),
    marks: found.length,
    wrong: found.filter(({ hidden }) => !MADE_UP.test(hidden)),
  };
}

test("in the recorded evidence, nothing is taken for a secret that is none", () => {
  const files = readdirSync("examples").filter((name) => name.endsWith(".jsonl.gz"));
  const { marks, wrong } = wrongAmong(files.map((name) => `examples/${name}`));
  expect(marks).toBeGreaterThan(5);
  expect(wrong).toEqual([]);
});

const CORPUS = "../shared/corpus";
const measured = existsSync(CORPUS) ? test : test.skip;

measured.each(["transcript", "streamed", "prefixed"])(
  `in the corpus, as %s${existsSync(CORPUS) ? "" : ` (${CORPUS} is not here)`}`,
  (form) => {
    const files = readdirSync(CORPUS)
      .map((name) => `${CORPUS}/${name}/${form}.jsonl.gz`)
      .filter((file) => existsSync(file));
    const { characters, marks, wrong } = wrongAmong(files);
    expect(marks).toBeGreaterThan(10);
    // At most one in 100,000 characters of text; the figures are in docs/security.md.
    expect(wrong.length).toBeLessThanOrEqual(characters / 100_000);
  },
);
