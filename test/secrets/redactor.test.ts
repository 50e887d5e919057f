import fc from "fast-check";
import { createHmac } from "node:crypto";
import { RedactedEnds } from "../../shared/app/ask/RedactedEnds.ts";
import { makeRedactor, REVEALING } from "../../shared/secrets/Redactor.ts";
import { countMarks, redactAll } from "../../shared/secrets/redactAll.ts";
import { cutAfter, cutBefore, marksIn } from "../../shared/secrets/secretMark.ts";
import { runs } from "../laws/lawEngine.ts";
import { BLOCKS, leaksOf, PLANTED, TOKENS } from "./plantedSecrets.ts";

const keyed = (key: string) =>
  makeRedactor((text) => createHmac("sha256", key).update(text).digest("hex"));
const redactor = keyed("one store");

const noise = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "\r\n",
    " ",
    "\x1b[31m",
    "\x1b[0m",
    "\b",
    " \r",
    "'",
    '"',
    "=",
    ":",
    "://",
    "@",
    "$ ",
  ),
  fc.constantFrom(
    "password",
    "token",
    "--password ",
    "curl -u ",
    "mysql -p",
    "Bearer ",
    "eyJ",
    "sk-",
  ),
  fc.constantFrom(
    "‹secret:",
    "‹secret:github:0123456789ab›",
    "›",
    "-----BEGIN RSA PRIVATE KEY-----",
  ),
);
const secret = fc.constantFrom(...PLANTED);
/** Texts with and without secrets, one beside the other in every way. */
const text = fc
  .array(
    fc.oneof(
      noise,
      secret.map((planted) => planted.text),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));
/** Secrets among lines, so that each stands as it does on a terminal. */
const lines = fc
  .array(fc.record({ planted: secret, before: fc.stringMatching(/^[a-z ]{0,30}$/) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) => ({
    planted: all.map((one) => one.planted),
    text: all.map(({ planted, before }) => `${before}\r\n$ ${planted.text}\r\n`).join(""),
  }));

test("what is redacted once is redacted for good", () => {
  fc.assert(
    fc.property(text, (one) => {
      const said = redactor.redact(one);
      expect(redactor.redact(said)).toBe(said);
      expect(redactAll(redactor, [{ said }])).toEqual([{ said }]);
    }),
    { numRuns: runs(200) },
  );
});

test("text without secrets stays as it is, and so does all of it for who may see it", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z /.\r\n-]{0,300}$/), text, (plain, any) => {
      expect(redactor.redact(plain)).toBe(plain);
      expect(REVEALING.redact(any)).toBe(any);
    }),
    { numRuns: runs(200) },
  );
});

test("equal secrets of a store look alike, and no two stores' do", () => {
  const other = keyed("another store");
  for (const { text } of PLANTED) {
    const said = redactor.redact(`$ ${text}\n`);
    expect(redactor.redact(`${"x ".repeat(40)}\n$ ${text}\n`)).toContain(said);
    const [mark, elsewhere] = [said, other.redact(`$ ${text}\n`)].map((one) => {
      const [found] = marksIn(one);
      return one.slice(found!.start, found!.end);
    });
    expect(mark).toMatch(/^‹secret:[a-z0-9-]+:[0-9a-f]{12}›$/);
    expect(elsewhere).not.toBe(mark);
  }
  const marks = PLANTED.map(({ text }) => redactor.redact(text));
  expect(new Set(marks).size).toBe(PLANTED.length);
});

/** A text in pieces of any sizes, as log events cut it. */
const cuts = fc.infiniteStream(fc.integer({ min: 1, max: 200 }));
function* pieces(whole: string, sizes: Iterator<number>): Generator<string> {
  for (let at = 0; at < whole.length;) {
    const size = sizes.next().value as number;
    yield whole.slice(at, at + size);
    at += size;
  }
}

describe("the ends of a text that comes in pieces", () => {
  const endsOf = (parts: Iterable<string>, shown: number) => {
    const ends = new RedactedEnds(redactor, shown);
    for (const part of parts) ends.add(part);
    return ends.end();
  };

  test("are the same however it is cut, and hold no part of a secret", () => {
    fc.assert(
      fc.property(
        lines,
        cuts,
        fc.integer({ min: 1, max: 400 }),
        ({ planted, text }, sizes, shown) => {
          const whole = endsOf([text], shown);
          expect(endsOf(pieces(text, sizes), shown)).toEqual(whole);
          for (const one of planted)
            expect(leaksOf(one, `${whole.head}\n${whole.tail}`)).toEqual([]);
          const said = redactor.redact(text);
          expect(said.startsWith(whole.head)).toBe(true);
          expect(said.endsWith(whole.tail)).toBe(true);
          expect(Buffer.byteLength(whole.head + whole.tail) + whole.omitted).toBe(
            Buffer.byteLength(said),
          );
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test("hold no part of a secret that lies where a long text is cut", () => {
    for (const planted of [...TOKENS, ...BLOCKS])
      for (const around of [0, 1, 7, 40, 120]) {
        const filler = (length: number): string => "some text \r\n".repeat(length / 12);
        const before = filler(8_192).slice(0, 8_192 - around);
        const after = filler(8_192).slice(around);
        const long = [before, `\n${planted.text}\n`, filler(300_000), `\n${planted.text}\n`, after];
        const { head, omitted, tail } = endsOf(long, 8_192);
        expect(leaksOf(planted, `${head}\n${tail}`)).toEqual([]);
        expect(omitted).toBeGreaterThan(290_000);
      }
  });
});

test("lines that make up a secret are hidden one by one", () => {
  fc.assert(
    fc.property(lines, ({ planted, text }) => {
      const all = text.split("\r\n");
      const said = redactor.redactLines(all);
      expect(said.length).toBe(all.length);
      for (const one of planted) expect(leaksOf(one, said.join("\n"))).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});

test("a text that was cut shows no beginning of a secret", () => {
  for (const planted of TOKENS)
    for (let length = 6; length < planted.text.length; length += 5) {
      const cut = redactor.redactPart(`echo ${planted.text.slice(0, length)}`, { end: true });
      expect(leaksOf(planted, cut.text)).toEqual([]);
      const rest = redactor.redactPart(`${planted.text.slice(-length)} ok`, { start: true });
      expect(leaksOf(planted, rest.text)).toEqual([]);
    }
});

test("no cut goes through a mark", () => {
  const said = redactor.redact(TOKENS.map(({ text }) => text).join(" and "));
  for (let most = 0; most <= said.length; most++)
    for (const part of [cutAfter(said, most), cutBefore(said, most)]) {
      expect(part.length).toBeLessThanOrEqual(most);
      expect(part.replaceAll(/‹secret:[a-z0-9-]+:[0-9a-f]{12}›/g, "")).not.toMatch(/[‹›]/);
    }
});

test("a parameter's name tells that its values are secrets", () => {
  const of = (name: string, ...values: string[]) => redactAll(redactor, { name, values });
  expect(of("password", "hunter2", "").values).toEqual([expect.stringMatching(/^‹secret:/), ""]);
  expect(of("dbPassword", "hunter2").values).toEqual([expect.stringMatching(/^‹secret:/)]);
  expect(of("apiKey", "short").values).toEqual([expect.stringMatching(/^‹secret:/)]);
  expect(of("portNumber", "8080").values).toEqual(["8080"]);
  expect(of("command", "ls -la").values).toEqual(["ls -la"]);
  const once = of("password", "hunter2");
  expect(redactAll(redactor, once)).toEqual(once);
});

test("marks are counted wherever they stand, and tokens to go on with are left alone", () => {
  const [one] = TOKENS;
  const token = `x.${one!.secret}`;
  const said = redactAll(redactor, { a: [one!.text, { b: one!.text }], n: 1, nextToken: token });
  expect(countMarks(said)).toBe(2);
  expect(said.nextToken).toBe(token);
});
