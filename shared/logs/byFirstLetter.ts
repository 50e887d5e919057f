/**
 * Rules by the first letter of the words they begin with. A line is looked up once, where each
 * rule's words tried in turn would cost most lines, which fit none, more than all else.
 */
export function byFirstLetter<Rule>(
  rules: readonly Rule[],
  wordsOf: (rule: Rule) => string,
): (text: string) => readonly Rule[] {
  const byLetter = new Map<string, Rule[]>();
  for (const rule of rules) {
    const letter = wordsOf(rule).charAt(0);
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), rule]);
  }
  return (text) => byLetter.get(text.charAt(0)) ?? NONE;
}

const NONE: readonly never[] = [];
