import type { View } from "./views.ts";

/** Words long enough to be tokens; what no rule of tokens could find anything in is left out. */
const RUN = /[A-Za-z0-9_/+=.:@%~$,-]{14,}/g;
const TOKEN = /[A-Za-z0-9_-]{14}|[A-Za-z0-9_.-]{20}|\$[A-Za-z0-9./$=,+]{16}/;

/** The text's words that may be tokens known by their shape, each with a character before and after. */
export function tokensOf(text: string): View {
  const parts: string[] = [];
  const at: number[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (!TOKEN.test(run)) continue;
    const start = Math.max(0, index - 1);
    const end = Math.min(text.length, index + run.length + 1);
    parts.push(text.slice(start, end), "\n");
    for (let i = start; i < end; i++) at.push(i);
    at.push(end);
  }
  return { text: parts.join(""), at, joints: [] };
}
