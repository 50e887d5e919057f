/**
 * The line that zle left, once its cursor moves (CSI D) are lost. zle prints what changed over what
 * was there: a stretch of spaces behind the end of the line erased as many characters before it.
 */
export function decodeZle(typed: string): string {
  const cells: string[] = [];
  let column = 0;
  for (const [part] of typed.matchAll(/\x08+| {2,}|[^\x08 ]+| /g)) {
    if (part.startsWith("\b")) column = Math.max(0, column - part.length);
    else if (erases(part, cells, column)) {
      cells.length -= part.length;
      column = cells.length;
    } else for (const sign of part) cells[column++] = sign;
  }
  return cells.join("").trimEnd();
}

function erases(part: string, cells: readonly string[], column: number): boolean {
  const atEnd = column === cells.length && cells.at(-1) !== " ";
  return atEnd && part.length >= 3 && part.trim() === "" && part.length <= cells.length;
}
