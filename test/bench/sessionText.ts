// Terminal text of the kinds that sessions are made of, as much of it as is wanted.

export const TEXT_KINDS = ["fenced", "bare", "dense", "screens", "redrawn"] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

const ON = "\x1b[?2004h";
const OFF = "\x1b[?2004l\r";
const WORDS = "model weights tensor batch request latency shard cache worker epoch".split(" ");

/** Pieces of about 200 kB (what one log event holds), `bytes` in all. All of it is ASCII. */
export function* sessionText(kind: TextKind, bytes: number): Generator<string> {
  let piece = "";
  let left = bytes;
  for (let n = 0; left > 0; n++) {
    const part = PARTS[kind](n);
    piece += part;
    left -= part.length;
    if (piece.length < 200_000 && left > 0) continue;
    yield piece;
    piece = "";
  }
}

const PARTS: Readonly<Record<TextKind, (n: number) => string>> = {
  /** bash with bracketed paste: a prompt in colours, a slip, some output in colours. */
  fenced: (n) =>
    `${ON}\x1b[01;32mroot@model-7f\x1b[0m:\x1b[01;34m/opt/d${n % 9}\x1b[0m# cat ${word(n)}.lgo\b\x1b[K\b\x1b[Kog\r\n${OFF}${log(n, 600)}`,
  /** dash, whose lines the kernel edits. */
  bare: (n) => `# grep ${word(n)} serve.lgo\b \b\b \bog\r\n${log(n, 600)}`,
  /** A command every 4 kB. */
  dense: (n) => `${ON}root@model-7f:/opt# tail -60 ${word(n)}.log\r\n${OFF}${log(n, 60)}`,
  /** A program that has the alternate screen and addresses every row, as top does. */
  screens: (n) =>
    `${ON}root@model-7f:/# top\r\n${OFF}\x1b[?1049h${Array.from({ length: 20 }, (_, at) => frame(n + at)).join("")}\x1b[?1049l`,
  /** Progress bars and tables that are drawn over themselves on the normal screen. */
  redrawn: (n) =>
    `${ON}root@model-7f:/# pip install ${word(n)}\r\n${OFF}${Array.from({ length: 100 }, (_, at) => bar(at)).join("")}\r\n`,
};

const word = (n: number): string => WORDS[(n * 7) % WORDS.length] ?? "";

function log(n: number, lines: number): string {
  let text = "";
  for (let at = 0; at < lines; at++)
    text += `2026-11-05T09:${String(at).padStart(2, "0")}:31Z \x1b[32mINFO\x1b[0m ${word(n + at)} ${word(at)} took ${(n * 31 + at * 17) % 997} ms, ${word(n * at)}=${at}\r\n`;
  return text;
}

function frame(n: number): string {
  let text = "\x1b[H";
  for (let row = 1; row <= 24; row++)
    text += `\x1b[${row};1H\x1b[${row % 2 === 0 ? 7 : 0}m${String(n * row).padStart(7)} root 20 0 ${word(n + row).padEnd(12)} ${(n * row) % 100}.0\x1b[K`;
  return text;
}

const bar = (at: number): string =>
  `\r\x1b[K  ${"#".repeat(at / 2)}${".".repeat(50 - at / 2)} ${at} % \x1b[1B\r\x1b[2K${at} of 100 MB\x1b[1A`;
