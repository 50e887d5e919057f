const ERASED = /\x08 \x08/g;

/**
 * The line that the kernel's own editing left (`stty icanon`): every erased column is echoed as BS,
 * space, BS. Undefined where the backspaces are of another kind.
 */
export function cookedLine(text: string): string | undefined {
  if (text.replace(ERASED, "").includes("\b")) return undefined;
  const kept: string[] = [];
  for (const part of text.split(/(\x08 \x08)/)) {
    if (part === "\b \b") kept.pop();
    else for (const character of part) kept.push(character);
  }
  return kept.join("");
}
