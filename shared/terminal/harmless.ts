/**
 * Text from a log, safe to print: whatever could move the cursor, hide or reorder text becomes a
 * visible escape such as `\x1b` or `\u202e`. `keep` names characters that stay as they are.
 */
export function harmless(text: string, keep = ""): string {
  return text.replace(HARMFUL, (found) => (keep.includes(found) ? found : visible(found)));
}

/** JSON text with the same characters as JSON escapes; what it says stays the same. */
export const harmlessJson = (json: string): string =>
  json.replace(HARMFUL, (found) => (found === "\n" ? found : jsonEscape(found)));

/**
 * C0 and DEL, C1, soft hyphen, the fillers and joiners that print as nothing, line and paragraph
 * separators, bidi controls, variation selectors, tags, the byte order mark, lone surrogates.
 * Source: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters and
 * Default_Ignorable_Code_Point of https://www.unicode.org/reports/tr44/
 */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function visible(found: string): string {
  const code = found.codePointAt(0) ?? 0;
  const short = SHORT[found];
  if (short !== undefined) return short;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\u{${code.toString(16)}}`;
}

const jsonEscape = (found: string): string =>
  Array.from(
    { length: found.length },
    (_, n) => `\\u${found.charCodeAt(n).toString(16).padStart(4, "0")}`,
  ).join("");
