/** NFC, then simple case folding: what two texts are compared by, in every engine. */
export const foldText = (text: string): string => text.normalize("NFC").toLowerCase();

/** Whether the command holds that text; `needle` is folded already. The one predicate for all. */
export const matchesText = (command: string, needle: string): boolean =>
  foldText(command).includes(needle);
