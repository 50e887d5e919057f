/** Finds a field's text in JSON that a parser refuses: cut at the end, most likely. */
export function salvageField(text: string, name: string, quote: '"' | '\\"'): string | null {
  // The character before the name keeps a command's own text, escaped once more, from passing.
  const start = `${quote}${name}${quote}:${quote}`;
  for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + 1)) {
    const before = text[at - 1];
    if (before !== "," && before !== "{") continue;
    return valueAt(text, at + start.length, quote);
  }
  return null;
}

const MAX_LENGTH = 2_048;

function valueAt(text: string, from: number, quote: string): string | null {
  const value = text.slice(from, from + MAX_LENGTH + quote.length);
  const length = value.indexOf(quote);
  const found = value.slice(0, Math.max(length, 0));
  return found === "" || found.includes("\\") ? null : found;
}
