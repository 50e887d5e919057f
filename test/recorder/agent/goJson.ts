/**
 * Text as Go's `encoding/json` writes it: `<`, `>`, `&`, U+2028 and U+2029 as `\u....`, and each
 * byte that is not valid UTF-8 as its own `\ufffd`.
 */
export function formatGoString(bytes: Buffer): string {
  let out = '"';
  for (const rune of runesOf(bytes)) out += rune === null ? "\\ufffd" : escape(rune);
  return `${out}"`;
}

/** Bytes as a Go string becomes text in an API call: one U+FFFD for each invalid byte. */
export function decodeGoText(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd")) return text;
  return [...runesOf(bytes)].map((rune) => rune ?? "\ufffd").join("");
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escape(rune: string): string {
  const short = SHORT[rune];
  if (short !== undefined) return short;
  if (!/[\u0000-\u001f<>&\u2028\u2029]/.test(rune)) return rune;
  return `\\u${rune.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Yields null for one invalid byte, where a JavaScript decoder would join several into one sign. */
function* runesOf(bytes: Buffer): Generator<string | null> {
  let at = 0;
  while (at < bytes.length) {
    const width = runeWidth(bytes, at);
    yield width === 0 ? null : bytes.toString("utf8", at, at + width);
    at += Math.max(1, width);
  }
}

/** 0 where no valid UTF-8 sequence begins. */
function runeWidth(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + width > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  const [from, to] = SECOND_BYTE[lead] ?? [0x80, 0xbf];
  if (second < from || second > to) return 0;
  for (let next = at + 2; next < at + width; next++) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return width;
}

// Lead bytes whose second byte is bounded further (overlong forms, surrogates, above U+10FFFF).
const SECOND_BYTE: Readonly<Record<number, readonly [number, number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
};
