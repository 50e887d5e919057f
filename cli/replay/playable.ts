import { harmless } from "../../shared/terminal/harmless.ts";

/**
 * What of a recorded text a terminal may be given: characters, line ends, tabs, backspaces, colours
 * (SGR) and erasing to the line's end (EL). Other control sequences can set titles, the clipboard or
 * make the terminal answer into the shell: they are left out, lone controls are shown.
 * ECMA-48, 8.3.41 and 8.3.117; https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
 */
export function playable(text: string, color: boolean): string {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(SEQUENCE)) {
    parts.push(harmless(text.slice(from, match.index), KEPT));
    if (color && SHOWN.test(match[0])) parts.push(match[0]);
    from = match.index + match[0].length;
  }
  parts.push(harmless(text.slice(from), KEPT));
  return parts.join("");
}

const KEPT = "\n\r\t\b";
/** CSI, control strings to their end or the line's, other escapes; each bounded. */
const SEQUENCE =
  /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b[\]PX^_][^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]{0,8}[0-~]/g;
const SHOWN = /^\x1b\[[0-9;:]{0,64}[mK]$/;
