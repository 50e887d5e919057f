import { begin, dump, feed, finish, type Form } from "../../shared/terminal/Reader.ts";
import { fold, readAll } from "./readAll.ts";

const FORMS: readonly Form[] = ["transcript", "prefixed", "streamed"];
const P = "root@h1:/# ";
const AFTER = `\r\n${P}uptime\r\nup 3 days\r\n${P}exit\r\nexit\r\n`;

const textsOf = (form: Form, text: string): string[] =>
  readAll(form, [text]).map((command) => command.text);

describe.each(FORMS)("%s", (form) => {
  test("text that ends anywhere, also in a sequence or a character, is read up to there", () => {
    const whole = `\x1b[?2004h\x1b]0;t\x07${P}ls\r\n\x1b[?2004l\ré漢😀\r\n\x1b[1;31mred\x1b[0m\r\n${P}id\r\n`;
    const all = feed(begin(form), whole, "m").commands.map((command) => command.text);
    for (let end = 0; end <= whole.length; end++) {
      const { state, commands } = feed(begin(form), whole.slice(0, end), "m");
      // What was told is never taken back: it is how the whole begins.
      expect(all.slice(0, commands.length)).toEqual(commands.map((command) => command.text));
      finish(state);
    }
  });

  const controls = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, n) => 0x7f + n)];
  test.each(controls.map((code) => code.toString(16).padStart(2, "0")))(
    "control %s in output costs none of the commands after it",
    (code) => {
      const control = String.fromCharCode(Number.parseInt(code, 16));
      const text = `${P}cat x\r\nbefore${control}after${AFTER}`;
      expect(textsOf(form, text)).toEqual(["cat x", "uptime", "exit"]);
    },
  );

  const strings = ["\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b]", "\x1b]0;", "\x90", "\x9d", "\x9e"];
  test.each([...strings, "\x1bc", "\x1b[", "\x1b[?", "\x1b[1;", "\x1b", "\0", "\ufffd"])(
    "a hundred thousand of %j cost none of the commands after them",
    (unit) => {
      const text = `${P}cat x\r\n${unit.repeat(100_000)}${AFTER}`;
      expect(textsOf(form, text).slice(-2)).toEqual(["uptime", "exit"]);
    },
  );

  test("where the first half is lost, the rest is read", () => {
    const lines = Array.from({ length: 20 }, (_, n) => `${P}echo ${n}\r\n${n}\r\n`).join("");
    for (let from = 1; from < lines.length / 2; from += 7) {
      // Of a prompt of which only the sign is left, nobody can tell that it was a longer one.
      if (/^.{0,3}# /.test(lines.slice(from))) continue;
      const found = textsOf(form, lines.slice(from));
      const first = Number(
        /^echo (\d+)$/.exec(found.find((one) => /^echo \d+$/.test(one)) ?? "")?.[1],
      );
      expect(first).toBeLessThanOrEqual(Math.ceil(from / (lines.length / 20)) + 1);
      expect(found.slice(-5)).toEqual([15, 16, 17, 18, 19].map((n) => `echo ${n}`));
    }
  });

  test("a line of 100 MB is kept as its two ends, and what follows it is read", () => {
    const piece = "x".repeat(1_000_000);
    const pieces = [`${P}cat x\r\n`, ...Array.from({ length: 100 }, () => piece)];
    const { state } = fold(form, pieces);
    expect(dump(state).length).toBeLessThan(200_000);
    const step = feed(state, AFTER, "end");
    const last = [...step.commands, ...finish(step.state)].map((command) => command.text);
    expect(last.slice(-2)).toEqual(["uptime", "exit"]);
  });
});
