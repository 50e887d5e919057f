import { Grid } from "./Grid.ts";
import { promptMask } from "./promptMask.ts";
import { promptShape } from "./promptShapes.ts";
import type { Block, Prompt, PromptKind } from "./State.ts";

/** What was found in an input block once it had ended. */
export interface BlockReading {
  readonly prompt: string;
  readonly mask: string;
  readonly kind: PromptKind;
  /** How the prompt was told from the input: known from before, by its looks, or by a guess. */
  readonly by: "learnt" | "fence" | "sure" | "likely" | "guess";
  readonly text: string;
  readonly strain: number;
  readonly edited: boolean;
  readonly width: number;
}

/** Replays an input block and separates the prompt from what was typed. */
export function readBlock(
  block: Block,
  prompts: readonly Prompt[],
  width: number,
): BlockReading | undefined {
  const zsh = fencedAfterPrompt(block);
  const grid = replay(block, zsh, width);
  if (zsh !== undefined) return readAfter(grid, zsh);
  const split = findPrompt(grid, prompts);
  if (split === undefined) return undefined;
  const row = lastRowWith(grid, split);
  return reading(grid, row, split);
}

interface Split {
  row: number;
  prompt: string;
  kind: PromptKind;
  by: BlockReading["by"];
}

function replay(block: Block, lead: string | undefined, width: number): Grid {
  const text = (lead ?? "") + block.raw;
  const wide = new Grid(Number.POSITIVE_INFINITY);
  wide.write(text);
  const wrap = wide.wraps[0];
  if (wrap !== undefined && wrap > 8) return replayed(text, wrap);
  if (wide.strain > 0 && width > 0) return replayed(text, width);
  return wide;
}

function replayed(text: string, width: number): Grid {
  const grid = new Grid(width);
  grid.write(text);
  return grid;
}

/** zle switches the fence on after it has printed the prompt and cleared the rest of the line. */
function fencedAfterPrompt(block: Block): string | undefined {
  if (!block.fenced || !/\x1b\[K(?:[^\n]*\x1b\[\d*D)?$/.test(block.before)) return undefined;
  return block.before.slice(block.before.lastIndexOf("\r") + 1);
}

function readAfter(grid: Grid, lead: string): BlockReading {
  const head = new Grid(grid.width);
  head.write(lead);
  const prompt = head.textOf(head.row).slice(0, head.column);
  const kind = promptShape(prompt)?.kind === "repl" ? "repl" : "shell";
  return reading(grid, head.row, { row: head.row, prompt, kind, by: "fence" });
}

function findPrompt(grid: Grid, prompts: readonly Prompt[]): Split | undefined {
  for (let row = 0; row < Math.min(grid.rows.length, 8); row++) {
    const text = logicalRow(grid, row);
    const learnt = learntPrompt(text, prompts);
    if (learnt !== undefined) return { row, ...learnt, by: "learnt" };
    const shape = promptShape(text);
    if (shape !== undefined) {
      const by = shape.sure ? "sure" : "likely";
      return { row, prompt: text.slice(0, shape.length), kind: shape.kind, by };
    }
  }
  const { row, column } = grid.styled;
  return { row, prompt: logicalRow(grid, row).slice(0, column), kind: "shell", by: "guess" };
}

/** The known prompt that `text` begins with: the same text, or the same mask up to a prompt's end. */
export function learntPrompt(
  text: string,
  prompts: readonly Prompt[],
): { prompt: string; kind: PromptKind } | undefined {
  for (const { text: known, kind } of prompts) {
    if (known !== "" && text.startsWith(known)) return { prompt: known, kind };
  }
  for (const end of promptEnds(text)) {
    const mask = promptMask(text.slice(0, end));
    const known = prompts.find((prompt) => prompt.mask === mask && mask.length > 1);
    if (known !== undefined) return { prompt: text.slice(0, end), kind: known.kind };
  }
  return undefined;
}

function promptEnds(text: string): number[] {
  const ends: number[] = [];
  for (const match of text.slice(0, 300).matchAll(/[^\s\w]\s{1,2}/g)) {
    ends.push(match.index + match[0].length);
    if (ends.length >= 12) break;
  }
  return ends;
}

/** After a completion list or ctrl-l the prompt is printed again: the last print is the valid one. */
function lastRowWith(grid: Grid, split: Split): number {
  for (let row = grid.rows.length - 1; row > split.row; row--) {
    if (grid.rows[row]?.wrapped === true) continue;
    if (split.prompt.trim() !== "" && grid.textOf(row).startsWith(split.prompt)) return row;
  }
  return split.row;
}

function reading(grid: Grid, row: number, split: Split): BlockReading {
  return {
    prompt: split.prompt,
    mask: promptMask(split.prompt),
    kind: split.kind,
    by: split.by,
    text: textFrom(grid, row, split.prompt.length),
    strain: grid.strain,
    edited: grid.edited,
    width: Number.isFinite(grid.width) ? grid.width : 0,
  };
}

function logicalRow(grid: Grid, row: number): string {
  let text = grid.textOf(row);
  for (let next = row + 1; grid.rows[next]?.wrapped === true; next++) text += grid.textOf(next);
  return text;
}

function textFrom(grid: Grid, row: number, from: number): string {
  const lines: string[] = [];
  let line = logicalRow(grid, row).slice(from);
  let next = row + 1;
  while (grid.rows[next]?.wrapped === true) next++;
  while (next < grid.rows.length) {
    lines.push(line.trimEnd());
    line = logicalRow(grid, next);
    next++;
    while (grid.rows[next]?.wrapped === true) next++;
  }
  lines.push(line.trimEnd());
  while (lines.length > 1 && lines.at(-1) === "") lines.pop();
  return lines.join("\n");
}
