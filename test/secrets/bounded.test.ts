import { findSecrets } from "../../shared/secrets/findSecrets.ts";
import { makeRedactor } from "../../shared/secrets/Redactor.ts";
import { nearRules, shapedRules } from "../../shared/secrets/terminalRules.ts";
import { TOKENS } from "./plantedSecrets.ts";

const rules = [...shapedRules, ...nearRules];

/** A pattern's repetitions, its character classes left out. */
const repetitions = (source: string): string[] =>
  source
    .replaceAll(/\\./g, "x")
    .replaceAll(/\[[^\]]*\]/g, "x")
    .match(/[*+]|\{\d+(?:,\d*)?\}/g) ?? [];

test.each(rules.map(({ kind, pattern }) => ({ kind, source: pattern.source })))(
  "$kind repeats nothing without a bound: $source",
  ({ source }) => {
    for (const repetition of repetitions(source)) expect(repetition).toMatch(/^\{\d+(?:,\d+)?\}$/);
  },
);

test.each(rules)("$kind finds nothing where its words are missing", ({ needs, pattern }) => {
  for (const { text } of TOKENS) {
    const without = needs.reduce(
      (left, word) => left.replaceAll(new RegExp(escaped(word), "gi"), "~"),
      text,
    );
    if (!needs.some((word) => without.toLowerCase().includes(word)))
      expect(without.match(pattern)).toBeNull();
  }
});

const escaped = (word: string): string => word.replaceAll(/[$.*+?^{}()|[\]\\]/g, "\\$&");

/** Lines that make a pattern begin everywhere and end nowhere. */
const HOSTILE = [
  "password",
  "password=",
  'password="',
  "--password ",
  "curl -u ",
  "curl ",
  "mysql -p",
  "echo x ",
  "login a ",
  '"SecureString"',
  "authorization: ",
  "://",
  "a://b:",
  "SG.a.",
  "xoxb-a-",
  "eyJ",
  "eyJaaaaaaaa.",
  "sk-",
  "_authToken=",
  "mongodb://a:",
  "-----BEGIN RSA PRIVATE KEY-----",
  "-----BEGIN RSA PRIVATE KEY-----\nA\n",
  "-----END RSA PRIVATE KEY-----",
  "\x1b[",
  "\x1b]",
  "\x1bP\b",
  "a\b",
  "a \r",
  "A\n",
  `${"a".repeat(79)}\n`,
  "‹secret:a:",
  "‹secret:github:0123456789ab›",
  "$1$",
  '\\"',
  "'",
  '"',
];

/**
 * A pattern that costs the square of the text would not come to an end here: 250,000 characters
 * squared are a quarter of an hour at the best.
 */
test.each(HOSTILE)("a line of %j comes to an end", (part) => {
  const text = part.repeat(Math.ceil(250_000 / part.length));
  const found = findSecrets(text);
  for (const { start, end } of found) expect(end).toBeGreaterThan(start);
  expect(makeRedactor(null).redactLines([text]).length).toBe(1);
});
