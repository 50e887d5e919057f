import { controlAt } from "./control.ts";
import { filledWidth } from "./filledWidth.ts";
import { fitGrid } from "./fitGrid.ts";
import { isInterrupted, withoutIntruders } from "./intruders.ts";
import { Grid } from "./Grid.ts";
import type { Known } from "./Known.ts";
import { promptMask } from "./promptMask.ts";
import { splitPrompt, splitText, type Split } from "./splitPrompt.ts";
import { unscrolled } from "./unscrolled.ts";
import { zleReady } from "./zleReady.ts";
import { withoutControls } from "./withoutControls.ts";
import type { Block, Prompt } from "./State.ts";

/** What was found in an input block once it had ended. */
export interface BlockReading extends Omit<Split, "row"> {
  readonly mask: string;
  readonly text: string;
  readonly strain: number;
  readonly edited: boolean;
  /** The width that the block itself told, or 0. */
  readonly width: number;
  /** How many CRs came before the line feed of Enter; -1 where no line feed ended it. */
  readonly returns: number;
  readonly givenUp: boolean;
  /** True where the prompt stood before the fence, as zle has it. */
  readonly zle: boolean;
}

export interface ReadingContext extends Pick<
  Known,
  "prompts" | "width" | "expected" | "words" | "recent"
> {
  /** True while the shell asks for more lines of a command. */
  readonly open: boolean;
}

/** Replays an input block and separates the prompt from what was typed. */
export function readBlock(block: Block, context: ReadingContext): BlockReading | undefined {
  const zle = zlePrompt(block, context.prompts);
  const { lead, raw, redrawn } =
    zle === undefined
      ? { lead: undefined, raw: block.raw, redrawn: false }
      : latestPrint(zle, block.raw);
  const { grid, told, strain } = fitGrid(
    (lead ?? "") + raw,
    redrawn ? 0 : filledWidth(block.before),
    context.width,
  );
  const split = lead === undefined ? splitPrompt(grid, context) : zleSplit(grid, lead);
  if (split === undefined) return undefined;
  const scrolled = lead === undefined ? unscrolled(raw) : undefined;
  if (scrolled !== undefined) return readScrolled(scrolled, block, context);
  const row = lastPrint(grid, split);
  const extra = Number.parseInt(/^\x1b\[(\d*)B/.exec(block.after ?? "")?.[1] ?? "0", 10);
  const last = Math.min(grid.rows.length - 1, grid.row + extra);
  const lines = typedLines(grid, row, last, split.prompt.length, lead !== undefined);
  const broken = lead === undefined && isInterrupted(raw, lines);
  // On a row that holds nothing the CR belongs to the move down to it.
  const enter = /[^\r\n](\r*)\n$/.exec(block.raw);
  return {
    prompt: split.prompt,
    kind: split.kind,
    by: split.by,
    mask: promptMask(split.prompt),
    text: (broken ? withoutIntruders(lines) : lines).join("\n"),
    strain: strain + (broken ? 1 : 0),
    edited: grid.edited,
    width: told,
    returns: enter === null ? -1 : (enter[1] ?? "").length,
    givenUp: GIVEN_UP.test(block.raw),
    zle: lead !== undefined,
  };
}

/** A line that readline scrolled sideways, put together again. */
function readScrolled(
  line: string,
  block: Block,
  context: ReadingContext,
): BlockReading | undefined {
  const split = splitText(line, context);
  if (split === undefined) return undefined;
  const { prompt, kind, by } = split;
  const text = line.slice(prompt.length).trimEnd();
  const givenUp = GIVEN_UP.test(block.raw);
  const mask = promptMask(prompt);
  return {
    prompt,
    kind,
    by,
    mask,
    text,
    strain: 1,
    edited: true,
    width: 0,
    returns: -1,
    givenUp,
    zle: false,
  };
}

const GIVEN_UP = /\^C(?:\x1b\[[0-9;]*[A-Za-ln-z]|\x1b\([A-Z]|\x1b\[[0-9;]*m|[\r\n])*$/;

/**
 * zle switches the fence on after it has printed the prompt and cleared the rest of the line, and a
 * right prompt if there is one; readline switches it on before the prompt.
 */
function zlePrompt(block: Block, prompts: readonly Prompt[]): string | undefined {
  if (!zleReady(block.before)) return undefined;
  const lead = block.before.slice(block.before.lastIndexOf("\r") + 1);
  if (withoutControls(lead).trim() === "") return undefined;
  // A redraw begins with CR: then the prompt that follows is zle's own.
  const start = block.raw.startsWith("\r") ? "" : withoutControls(block.raw.slice(0, 2_000));
  const readline = prompts.some(({ text }) => text.length > 1 && start.startsWith(text));
  return readline ? undefined : lead;
}

/** zle prints this before a prompt that it draws anew (zrefresh, after `reset-prompt`). */
const ZLE_REDRAW = /\r(?:\x1b\[\d*A)?(?:\x1b\[[\d;]*m)+\x1b\[J/g;

interface Zle {
  readonly lead: string;
  readonly raw: string;
  readonly redrawn: boolean;
}

/** A resize, and themes that learn something late (git), have the whole prompt drawn again. */
export function latestPrint(lead: string, raw: string, redraw = ZLE_REDRAW): Zle {
  const last = [...raw.matchAll(redraw)].at(-1);
  if (last === undefined) return { lead, raw, redrawn: false };
  const rest = raw.slice(last.index + last[0].length);
  // Nothing was typed yet between the prompt and the erasing that follows it.
  const erased = /^[^\b]*?[^\r\b]\x1b\[K/.exec(rest);
  const end = erased === null ? samePrompt(lead, rest) : erased[0].length;
  return { lead: rest.slice(0, end), raw: rest.slice(end), redrawn: true };
}

/** How much of `rest` prints the same prompt as `lead`, or 0. */
function samePrompt(lead: string, rest: string): number {
  const prompt = withoutControls(lead).trimEnd();
  let at = 0;
  let seen = "";
  while (at < rest.length && seen.length < prompt.length) {
    const control = controlAt(rest, at);
    const end = control.kind === "text" ? at + 1 : control.end;
    if (control.kind === "text") seen += rest.slice(at, end);
    if (!prompt.startsWith(seen)) return 0;
    at = end;
  }
  return prompt !== "" && seen === prompt ? at + (rest[at] === " " ? 1 : 0) : 0;
}

function zleSplit(grid: Grid, lead: string): Split {
  const head = new Grid(grid.width);
  head.write(lead);
  const cells = grid.rows[head.row]?.cells ?? [];
  const prompt = cells
    .slice(0, head.column)
    .map((cell) => cell ?? " ")
    .join("");
  return { row: head.row, prompt, kind: "shell", by: "fence" };
}

/** After a completion list or ctrl-l the prompt is printed again: the last print is the valid one. */
function lastPrint(grid: Grid, split: Split): number {
  if (split.prompt.trim() === "") return split.row;
  for (let row = Math.min(grid.rows.length - 1, grid.row); row > split.row; row--) {
    if (grid.continues(row)) continue;
    if (grid.textOf(row).startsWith(split.prompt)) return row;
  }
  return split.row;
}

/** What stands behind the prompt, down to the row where the cursor was left. */
function typedLines(grid: Grid, row: number, last: number, from: number, zle: boolean): string[] {
  const lines: string[] = [];
  let start = from;
  for (let next = row; next <= last;) {
    let line = zle ? beforeGap(grid, next, start) : grid.textOf(next).slice(start);
    start = Math.max(0, start - grid.textOf(next).length);
    for (next++; next <= last && grid.continues(next); next++) {
      line += grid.textOf(next).slice(start);
      start = 0;
    }
    lines.push(line.trimEnd());
  }
  while (lines.length > 1 && lines.at(-1) === "") lines.pop();
  return lines;
}

/** A right prompt stands behind a stretch that nothing was written to. */
function beforeGap(grid: Grid, row: number, from: number): string {
  const cells = grid.rows[row]?.cells ?? [];
  let text = "";
  for (const [column, cell] of cells.entries()) {
    // A single cell that was skipped is a blank that zle knew to be there.
    const gap = cell === undefined && cells[column + 1] === undefined && column + 1 < cells.length;
    if (gap && text.length >= from) break;
    text += cell ?? " ";
  }
  return text.slice(from);
}
