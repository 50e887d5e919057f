const LEAST = 19;

/**
 * The width that zsh's PROMPT_SP (and fish) tell: a mark, spaces up to the right margin, CR. 0 where
 * no such fill is in the text.
 */
export function filledWidth(text: string): number {
  let width = 0;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    let start = at;
    while (start > 0 && text.charCodeAt(start - 1) === 0x20) start--;
    if (at - start >= LEAST) width = at - start + 1;
  }
  return width;
}
