import type { Form } from "./ReadCommand.ts";
import type { Known } from "./Known.ts";
import type { BlockReading } from "./readBlock.ts";
import type { Block, Level, Pending, Prompt, PromptKind } from "./State.ts";
import { promptMask } from "./promptMask.ts";

const MOST_PROMPTS = 12;
const MOST_LEVELS = 8;
const PROMPT_LASTS = 40;

/** What is known once a prompt was read; `before` is the command that ran until it came. */
export function learnPrompt(
  known: Known,
  read: BlockReading,
  block: Block,
  form: Form,
  before: Pending | null,
): Known {
  const fenced = isFenced(read, block, form);
  const levels = levelsWith(known.levels, read, fenced, before);
  const fewer = read.returns >= 0 && (known.returns < 0 || read.returns < known.returns);
  const returns = fewer && !read.zle ? read.returns : known.returns;
  const learnt = { ...known, levels, returns };
  if (read.prompt.trim() === "" && (read.by === "guess" || !block.fenced)) return learnt;
  if (read.by === "guess" && read.text !== "") return learnt;
  return { ...learnt, prompts: promptsWith(known.prompts, read.prompt, read.kind, fenced) };
}

/** What is known once a further line of a command was read: its prompt is PS2. */
export function learnContinuation(
  known: Known,
  read: BlockReading,
  block: Block,
  form: Form,
): Known {
  if (read.prompt.trim() === "") return known;
  const fenced = isFenced(read, block, form);
  return { ...known, prompts: promptsWith(known.prompts, read.prompt, "continuation", fenced) };
}

/** Streamed, a fence only counts where the prompt itself makes the agent keep the line whole. */
function isFenced(read: BlockReading, block: Block, form: Form): boolean {
  if (form !== "streamed") return block.opened;
  const prompt = read.zle ? block.before + block.raw : block.raw;
  return block.opened && /\x1b[\](]/.test(prompt);
}

function levelsWith(
  levels: readonly Level[],
  { mask, kind: read }: BlockReading,
  fenced: boolean,
  before: Pending | null,
): readonly Level[] {
  const kind = read === "repl" ? "repl" : "shell";
  const level: Level = { mask, kind, fenced };
  const at = levels.findLastIndex((other) => other.mask === mask);
  if (at >= 0) return [...levels.slice(0, at), level];
  const leaves = /^\s*(?:exit|logout)\b/.test(before?.text ?? "");
  // The shell that was left had one around it, whose prompt has changed.
  if (leaves) return [...levels.slice(0, -2), level];
  const nested = before !== null && (before.starts.shell || kind === "repl");
  return nested ? [...levels, level].slice(-MOST_LEVELS) : [...levels.slice(0, -1), level];
}

function promptsWith(
  prompts: readonly Prompt[],
  text: string,
  kind: PromptKind,
  fenced: boolean,
): readonly Prompt[] {
  const mask = promptMask(text);
  const before = prompts.find((prompt) => prompt.mask === mask && prompt.kind === kind);
  const rest = prompts.filter((prompt) => prompt !== before).flatMap(aged);
  const seen = Math.min(9, (before?.seen ?? 0) + 1);
  // The shell's own prompt stays first: a continuation belongs to it.
  const first = kind === "continuation" ? rest.slice(0, 1) : [];
  const learnt: Prompt = { text, mask, kind, fenced, seen, age: 0 };
  return [...first, learnt, ...rest.slice(first.length)].slice(0, MOST_PROMPTS);
}

/** Forgetting keeps readers with different pasts from differing for ever. */
function aged(prompt: Prompt): Prompt[] {
  return prompt.age >= PROMPT_LASTS ? [] : [{ ...prompt, age: prompt.age + 1 }];
}
