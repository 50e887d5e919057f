import { oddness } from "./oddness.ts";

const NARROWEST = 30;

/**
 * Removes the space that readline prints to go on to the next row: once the CR behind it is lost it
 * stands in the line, where the terminal's width is.
 */
export function withoutWrapSpaces(line: string, width: number, zle = false): string {
  if (width < 8 || line.length <= width) return line;
  let text = "";
  let column = 0;
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    const forced = sign === " " && column > 0 && column % width === 0 && at + 1 < line.length;
    if (forced && line.charAt(at + 1) !== "\b") {
      // zle prints the first character of the new row once more.
      if (zle && line.charAt(at + 1) === line.charAt(at + 2)) at++;
      continue;
    }
    text += sign;
    column += sign === "\b" ? -1 : 1;
  }
  return text;
}

/** The width at which taking such spaces out makes words whole again, or 0. */
export function widthOfWrapSpaces(line: string, seen: ReadonlySet<string>): number {
  if (line.length <= NARROWEST || line.length > 2_000) return 0;
  const before = oddness(line, seen);
  let best = 0;
  let least = before - 0.9;
  for (let at = line.indexOf(" ", NARROWEST); at > 0 && at < 400; at = line.indexOf(" ", at + 1)) {
    const odd = oddness(withoutWrapSpaces(line, at), seen) - (at === 80 ? 0.3 : 0);
    if (odd < least) {
      least = odd;
      best = at;
    }
  }
  return best;
}
