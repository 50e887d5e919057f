/** Bytes of a base64 text, padded or not; `undefined` if it is none. `Buffer` is not for this ring. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const length = text.endsWith("==")
    ? text.length - 2
    : text.endsWith("=")
      ? text.length - 1
      : text.length;
  const whole = length - (length % 4);
  if (length - whole === 1 || (length < text.length && text.length % 4 !== 0)) return undefined;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  // A code past the table reads as undefined, which `|` takes for 0: hence the ?? below.
  let invalid = 0;
  let at = 0;
  for (let i = 0; i < length; i += 4) {
    const a = digit(text, i, length);
    const b = digit(text, i + 1, length);
    const c = digit(text, i + 2, length);
    const d = digit(text, i + 3, length);
    invalid |= a | b | c | d;
    bytes[at++] = (a << 2) | (b >> 4);
    // Writes past the end of a typed array are ignored: the last group may be short.
    bytes[at++] = (b << 4) | (c >> 2);
    bytes[at++] = (c << 6) | d;
  }
  return invalid >= NOT_A_DIGIT ? undefined : bytes;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const NOT_A_DIGIT = 64;

const DIGITS = new Uint8Array(128).fill(NOT_A_DIGIT);
for (let i = 0; i < ALPHABET.length; i++) DIGITS[ALPHABET.charCodeAt(i)] = i;

const digit = (text: string, i: number, length: number): number =>
  i < length ? (DIGITS[text.charCodeAt(i)] ?? NOT_A_DIGIT) : 0;
