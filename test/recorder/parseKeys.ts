const NAMED: Readonly<Record<string, string>> = {
  Enter: "\r",
  Tab: "\t",
  BS: "\u007f",
  Esc: "\u001b",
  Up: "\u001b[A",
  Down: "\u001b[B",
  Right: "\u001b[C",
  Left: "\u001b[D",
  Home: "\u001b[H",
  End: "\u001b[F",
};

const KEY = /<(?:C-([a-z])|(Enter|Tab|BS|Esc|Up|Down|Right|Left|Home|End))>|[^]/gu;

/** `ls<BS><C-c>` as what a keyboard sends, one element per key. Any other `<` is itself. */
export function parseKeys(notation: string): string[] {
  return [...notation.matchAll(KEY)].map(([whole, control, name]) => {
    if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
    return name === undefined ? whole : (NAMED[name] ?? whole);
  });
}
