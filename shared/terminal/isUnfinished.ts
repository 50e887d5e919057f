import { forEachChild, parse, type SyntaxNode } from "unbash";

const LONGEST = 16_384;
const AWAITED =
  /^(?:unterminated|expected (?:command|compound)|expected .+ to close|expected '(?:do|then|in)')/;

/**
 * True when a shell would ask for more lines (PS2) after `text`: an open quote, substitution,
 * compound command or here-document, or a trailing operator or backslash.
 */
export function isUnfinished(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return true;
  if (!/["'`$(){}<|&\\[]|\b(?:if|for|while|until|case|select|function|then|do)\b/.test(text))
    return false;
  try {
    const script = parse(text);
    const fault = script.errors?.[0];
    if (fault !== undefined) return AWAITED.test(fault.message);
    return text.includes("<<") && hasOpenHeredoc(script, 0);
  } catch {
    return false;
  }
}

function hasOpenHeredoc(node: SyntaxNode, level: number): boolean {
  if (node.type === "HereDoc") return node.closing === undefined;
  if (level > 30) return false;
  let open = false;
  forEachChild(node, (child) => {
    open ||= hasOpenHeredoc(child, level + 1);
  });
  return open;
}
