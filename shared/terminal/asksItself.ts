/** True for programs that read lines with an editor but no prompt of a shell or interpreter. */
export function asksItself(command: string): boolean {
  return /\bread\b.*\s-\w*e/.test(command) || /^\s*(?:bc|dc)\b/.test(command);
}
