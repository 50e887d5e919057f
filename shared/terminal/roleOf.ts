import type { Known } from "./Known.ts";
import type { BlockReading } from "./readBlock.ts";
import type { Pending } from "./State.ts";
import { asksItself } from "./asksItself.ts";
import { isAlike } from "./promptLikeness.ts";
import { REPL_MORE } from "./promptShapes.ts";

export type Role = "replayed" | "continuation" | "foreign" | "prompted";

/** What an input block is to the command before it. */
export function roleOf(read: BlockReading, known: Known, pending: Pending | null): Role {
  if (pending === null) return "prompted";
  if (isReplayed(read, known, pending)) return "replayed";
  if (isContinuation(read, known, pending)) return "continuation";
  return isForeign(read, known, pending) ? "foreign" : "prompted";
}

/**
 * A captured session that is printed again has its own CR before the terminal's; a player prints
 * it as it was, so that only the prompt it was started at tells its end.
 */
function isReplayed(read: BlockReading, known: Known, pending: Pending): boolean {
  if (read.zle) return false;
  if (PLAYER.test(pending.text)) return read.mask !== known.levels.at(-1)?.mask;
  const doubled = read.returns > known.returns && known.returns >= 0;
  return doubled && !/^\s*#/.test(pending.text) && !pending.starts.shell;
}

const PLAYER = /^\s*(?:asciinema\s+(?:play|cat)|scriptreplay|ttyplay|scriptlive)\b/;

function isContinuation(read: BlockReading, { levels }: Known, pending: Pending): boolean {
  if (pending.printed > 0) return false;
  if (pending.kind === "repl") return REPL_MORE.test(read.prompt) || read.kind === "continuation";
  const { open } = pending;
  if (!open && asksItself(pending.text)) return false;
  const usual = /^(?:> ?|(?:\w+ )*\w+> )$/.test(read.prompt);
  if (levels.at(-1)?.mask === read.mask) return usual && open;
  return usual || read.kind === "continuation" || open;
}

/** A program asks with readline's help (`read -e`): what is typed there is an answer. */
function isForeign(read: BlockReading, { levels }: Known, pending: Pending): boolean {
  const top = levels.at(-1);
  if (top === undefined || read.mask === top.mask) return false;
  if (asksItself(pending.text)) return true;
  if (read.by !== "styled" && read.by !== "likely" && read.by !== "guess") return false;
  const { shell, repl, change } = pending.starts;
  return !shell && !repl && !change && !isAlike(read.mask, top.mask);
}
