import { hasPrintedAll } from "./hasPrintedAll.ts";
import { isCommonCommand } from "./knownWords.ts";
import { isUnfinished } from "./isUnfinished.ts";
import { mayShowPrompts } from "./mayShowPrompts.ts";
import type { BlockReading } from "./readBlock.ts";
import type { Confidence } from "./ReadCommand.ts";
import type { Block, Pending, Prompt } from "./State.ts";

/** How far a reading can be relied on, and why not further. */
export function gradeOf(
  read: BlockReading,
  block: Block,
  prompt: Prompt | undefined,
  before: Pending | null,
  recent: readonly string[],
): { confidence: Confidence; reason: string } {
  const known = isKnown(read, block);
  if (!known || read.strain > 0) return { confidence: "medium", reason: read.by };
  if (block.fenced) return { confidence: "high", reason: read.by };
  const doubt = doubtOf(read, block, prompt, before, recent);
  if (doubt !== undefined)
    return { confidence: doubt === "printed" ? "low" : "medium", reason: doubt };
  const seen = (prompt?.seen ?? 0) > 1 || read.by === "sure" || block.opened;
  return seen
    ? { confidence: "high", reason: "repeated" }
    : { confidence: "medium", reason: read.by };
}

/** Within a fence a new prompt is believed when what follows it begins like a command. */
function isKnown({ by, text }: BlockReading, block: Block): boolean {
  if (by === "fence" || by === "learnt" || by === "sure" || by === "set") return true;
  const first = /^\s*(\S+)/.exec(text)?.[1] ?? "";
  return block.fenced && (by === "styled" || (by === "likely" && isCommonCommand(first)));
}

/** Files that are likely to hold what was typed and printed in another session. */
const CAPTURED = /\.(?:log|cast|typescript|history)\b|session|transcript|typescript|README/i;

/** Why a line behind a prompt without a fence may be no command, or not the one that ran. */
function doubtOf(
  read: BlockReading,
  block: Block,
  prompt: Prompt | undefined,
  before: Pending | null,
  recent: readonly string[],
): string | undefined {
  const { text } = read;
  if (
    before !== null &&
    /^\s*(?:echo|printf)\b/.test(before.text) &&
    unquoted(before.text).includes(unquoted(text.trim()))
  )
    return "printed";
  if (/\x07[\r\n]*$/.test(block.raw)) return "rang";
  if (block.raw.trim().includes("\n")) return "rows";
  // Behind output on the same row a bare sign may be part of it.
  const joined = !block.opened && !read.zle && /[^\s\x00-\x1f]$/.test(block.before);
  if (joined && read.prompt.trim().length < 3) return "shown";
  if (read.kind === "repl" || before?.kind === "repl") return "repl";
  if (/\[\d+\][+-]? +(?:Done|Exit|Running|Stopped|Terminated)/.test(text)) return "interrupted";
  // The first row of a destroyed prompt of two rows, or another prompt: hardly a command.
  if (read.prompt.includes("\ufffd") && /^[~/]/.test(text)) return "damaged";
  if (/^[#$%>] /.test(text)) return "damaged";
  if (/^<|\w- \w| [;,)\]}](?:\s|$)|\x00/.test(text)) return "damaged";
  if (isUnfinished(text)) return "unfinished";
  if (isMultiplexed(recent)) return "multiplexed";
  if (before === null || hasFailed(before)) return undefined;
  // What a file printed goes on behind the first line that looked like a prompt.
  const rare = before.prompt !== read.prompt || (prompt?.seen ?? 0) <= 2;
  const within = before.reason === "shown" && rare;
  const chained = before.reason === "captured" && before.printed <= 3;
  if (chained) return "captured";
  if (within) return "shown";
  if (hasPrintedAll(before) || !mayShowPrompts(before.text)) return undefined;
  return CAPTURED.test(before.text) ? "captured" : "shown";
}

const unquoted = (text: string): string => text.replace(/['"\\]/g, "");

/** The shell could not run a command that stood alone: it printed nothing but that. */
function hasFailed({ text, printed, head }: Pending): boolean {
  return printed === 1 && !/[;&|\n]/.test(text) && FAILED.test(head[0]?.trimEnd() ?? "");
}

const FAILED =
  /: (?:command )?not found$|^-?(?:\/\S{1,40}\/)?\w{0,9}sh: (?:line )?(?:\d+: )?\S{1,200}: (?:No such file or directory|Permission denied)$/;

/** A multiplexer draws lines again and again until it is left. */
function isMultiplexed(recent: readonly string[]): boolean {
  const started = recent.findIndex((command) => /^\s*(?:tmux|screen|byobu)\b/.test(command));
  const left = recent.findIndex((command) => /^\s*exit\b/.test(command));
  return started >= 0 && (left < 0 || left > started);
}
