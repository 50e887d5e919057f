/**
 * The pattern of the prompt that an assignment to PS1 sets: what bash's escapes print is unknown,
 * the characters between them are not. Undefined when the line sets no literal PS1.
 */
export function promptOfAssignment(command: string): string | undefined {
  const found = /(?:^|[\s;])(?:export\s+)?PS1=(?:'([^']*)'|"([^"]*)"|(\S*))\s*(?:;|$)/.exec(
    command,
  );
  if (found === null) return undefined;
  const literal = found[1] ?? found[2] ?? found[3] ?? "";
  if (literal.length > 300 || /[`]|\$[({\w]/.test(literal)) return undefined;
  const pattern = literal.replace(PIECE, (piece) => patternOf(piece));
  // Each open part may cost a pass over the row: a handful is all that a real prompt has.
  return pattern.split("*?").length <= 8 ? `^${pattern}` : undefined;
}

// A prompt escape of bash ("Controlling the Prompt" in its manual), or one other character.
const PIECE =
  /\\\[[\s\S]*?\\\]|\\e\[[\d;]*m|\\033\[[\d;]*m|\\D\{[^}]*\}|\\[0-7]{3}|\\[\s\S]|[\s\S]/g;

function patternOf(piece: string): string {
  if (piece.startsWith("\\[") || piece.startsWith("\\e[") || piece.startsWith("\\033[")) return "";
  if (piece === "\\$") return "[#$]";
  if (piece === "\\n") return "";
  if (piece === "\\\\") return "\\\\";
  if (/^\\[atT@Adu hHjlsvVwW!#]/.test(piece) || piece.startsWith("\\D")) return "[^\\n]*?";
  if (piece.startsWith("\\") && piece.length > 1) return "[^\\n]?";
  return piece.replace(/[.*+?^${}()|[\]\\]/, "\\$&");
}
