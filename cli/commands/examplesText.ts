/** Examples below a command's help. */
export const examplesText = (examples: readonly string[]): string =>
  `\nExamples:\n${examples.map((line) => `  ${line}`).join("\n")}`;
