/** A line in which every backspace took away the character before it. */
export function erased(typed: string): string {
  if (!typed.includes("\b")) return typed;
  const kept: string[] = [];
  for (const sign of typed) {
    if (sign === "\b") kept.pop();
    else kept.push(sign);
  }
  return kept.join("");
}
