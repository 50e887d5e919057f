/** How much is kept of what the agent names, quotes and passes on. */
export const LONGEST = {
  reason: 1_024,
  /** An ARN holds at most 2,048 characters, a target 400, a document name 256. */
  name: 2_048,
  /** StartSession's own limit for a parameter value. */
  command: 65_535,
} as const;

/** Whether a kept text may be but the beginning of what was said. */
export const mayBeCut = (text: string): boolean =>
  Object.values(LONGEST).some((most) => text.length === most || text.length === most - 1);

/** At most `length` UTF-16 units of a text, never half of a surrogate pair. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
