import type { Decoded, UnreadableCode } from "./DataMessage.ts";

const MAX_DETAIL = 200;

/** A payload's failure as a value; `detail` is for people, and short. */
export const unreadable = (code: UnreadableCode, detail: string): Decoded => ({
  kind: "unreadable",
  code,
  detail: detail.slice(0, MAX_DETAIL),
});
