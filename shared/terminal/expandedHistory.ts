// Bash expands `!` unless white space, `=`, `(` or the end follows, and not within single quotes
// (GNU history manual, "Event Designators"); `^a^b` only at the start of the line.
const DESIGNATOR =
  /(?<![\\$[])!(?:[!$*^#]|\??[^\s=("';|&<>!]+|-\d+)(?::(?:[ag]*s\/[^/]*\/[^/]*\/?|[\d\-*^$%&a-z]+))*|^\^[^^]+\^.*$/g;
const REFUSED =
  /: (?:event not found|bad word specifier|substitution failed|no previous substitution)\s*$/;

/**
 * What ran for a line with history designators: bash and zsh print the expanded line before it
 * runs. Undefined when the line has none; `refused` when the shell said that it has no such event.
 */
export function expandedHistory(
  text: string,
  printed: readonly string[],
): { ran: string } | "refused" | undefined {
  const literals = literalsOf(text);
  if (literals === undefined) return undefined;
  const first = printed[0]?.trimEnd() ?? "";
  if (REFUSED.test(first)) return "refused";
  return first !== "" && inOrder(literals, first) ? { ran: first } : undefined;
}

function literalsOf(text: string): string[] | undefined {
  const bare = text.replace(/'[^']*'/g, (quoted) => quoted.replaceAll("!", "\0"));
  DESIGNATOR.lastIndex = 0;
  if (!DESIGNATOR.test(bare)) return undefined;
  return bare.split(DESIGNATOR).map((part) => part.replaceAll("\0", "!"));
}

function inOrder(literals: readonly string[], line: string): boolean {
  let from = 0;
  for (const literal of literals) {
    const at = line.indexOf(literal.trim(), from);
    if (at < 0) return false;
    from = at + literal.trim().length;
  }
  return true;
}
