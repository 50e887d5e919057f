import { isCommonCommand } from "./knownWords.ts";
import type { Prompt } from "./State.ts";
import { visibleStart } from "./visibleStart.ts";

/** Whether a line begins with a prompt exactly as it was printed before. */
export function knowsPrompt(text: string, prompts: readonly Prompt[]): boolean {
  const line = visibleStart(text);
  return prompts.some(({ text: prompt }) => {
    if (prompt === "" || !line.startsWith(prompt)) return false;
    const first = /^\S*/.exec(line.slice(prompt.length))?.[0] ?? "";
    return prompt.trim().length > 3 || isCommonCommand(first);
  });
}
