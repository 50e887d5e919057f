import { decodeStripped } from "./decodeStripped.ts";
import { erased } from "./erased.ts";
import { Grid } from "./Grid.ts";
import { isUnfinished } from "./isUnfinished.ts";
import { promptMask } from "./promptMask.ts";
import { zleEcho } from "./promptShapes.ts";
import { latestPrint, type BlockReading, type ReadingContext } from "./readBlock.ts";
import { searchedLine } from "./searchedLine.ts";
import { splitText, type Split } from "./splitPrompt.ts";
import type { Block } from "./State.ts";
import { zleReady } from "./zleReady.ts";
import { withoutControls } from "./withoutControls.ts";
import { widthOfWrapSpaces, withoutWrapSpaces } from "./wrapSpaces.ts";

/** Reads a prompt's line as the agent streams it: without CRs, and mostly without controls. */
export function readStripped(block: Block, context: ReadingContext): BlockReading | undefined {
  const line = block.raw.replace(/(?:\n|\x1b\[\?2004l)[\s\S]*$/, "");
  const seen = new Set(context.words);
  return line.includes("\x1b")
    ? readRaw(line, block, context)
    : readPlain(line, block, context, seen);
}

function readPlain(
  line: string,
  block: Block,
  context: ReadingContext,
  seen: ReadonlySet<string>,
): BlockReading | undefined {
  const text = line.replace(/[\x01-\x07\x0b-\x1f\x7f]/g, "");
  const back = text.indexOf("\b");
  const echo = zleEcho(text);
  const zle = FILL.test(block.before) || echo > 0;
  const split: Split | undefined =
    echo > 0
      ? { row: 0, prompt: text.slice(0, echo), kind: "shell", by: "learnt" }
      : splitText(back < 0 ? text : text.slice(0, back), context);
  if (split === undefined) return undefined;
  const filled = FILL.exec(block.before)?.[1]?.length ?? 0;
  const told = filled || widthOfWrapSpaces(erased(text), split.prompt.length, seen, context.width);
  const whole = withoutWrapSpaces(text, told || context.width, zle);
  const typed = afterLastPrompt(whole.slice(split.prompt.length), split.prompt);
  const decoded = decodeStripped(typed, split.prompt.length, { seen, recent: context.recent }, zle);
  const searched = searchedLine(whole.slice(split.prompt.length), split.prompt, context.recent);
  const near = text.length >= (context.width || 80) - 1;
  return result(split, searched ?? decoded.text, {
    strain: decoded.sure && searched === undefined && !near ? 0 : 1,
    edited: back >= 0,
    width: told,
    line,
    zle,
  });
}

/** zsh's PROMPT_SP: a mark, then spaces up to the right margin. */
const FILL = /[%#⏎\ufffd]( {19,})$/;

/** A line kept whole still has its controls, but no CRs: a move beyond the text began at the margin. */
function readRaw(line: string, block: Block, context: ReadingContext): BlockReading | undefined {
  const ready = zleReady(block.before) ? withoutFill(block.before) : "";
  const shown = withoutControls(line);
  const readline = context.prompts.some(
    ({ text }) => text.trim().length > 2 && shown.startsWith(text),
  );
  const zle = ready.trim() !== "" && !readline;
  const { lead, raw } = zle ? latestPrint(block.before, line, REDRAW) : { lead: "", raw: line };
  const grid = new Grid(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, true);
  grid.write(raw);
  const text = grid.textOf(0);
  const styled = grid.styled.row === 0 ? grid.styled.column : 0;
  const split = zle ? fencedPrompt(lead) : splitText(text, context, styled);
  if (split === undefined) return undefined;
  const whole = zle ? split.prompt + text : text;
  const seen = new Set(context.words);
  const told = widthOfWrapSpaces(whole, split.prompt.length, seen, context.width);
  const width = told || context.width;
  const typed = withoutWrapSpaces(whole, width, zle).slice(split.prompt.length);
  const long = whole.length >= (width || 80) - 1;
  const strain = grid.strain + (long || grid.moved ? 1 : 0);
  return result(split, afterLastPrompt(typed, split.prompt), {
    strain,
    edited: grid.edited,
    width: told,
    line,
    zle,
  });
}

const REDRAW = /(?:\x1b\[[\d;]*m)+\x1b\[J/g;

function withoutFill(before: string): string {
  const visible = withoutControls(before);
  const fill = visible.lastIndexOf(" ".repeat(LEAST_FILL));
  return fill < 0 ? visible : visible.slice(fill + LEAST_FILL).replace(/^ *⏎?/, "");
}

const LEAST_FILL = 19;

function fencedPrompt(lead: string): Split {
  return { row: 0, prompt: withoutFill(lead), kind: "shell", by: "fence" };
}

/** A redrawn line is printed behind the old one; the last print is the valid one. */
function afterLastPrompt(typed: string, prompt: string): string {
  const mark = prompt.trimEnd();
  if (mark.length < 3) {
    let again = afterRedraw(afterSearch(typed, prompt), prompt);
    while (prompt.trim() !== "" && again.startsWith(prompt)) again = again.slice(prompt.length);
    return again;
  }
  const last = typed.lastIndexOf(mark);
  // In quotes the prompt is part of what was typed.
  if (last < 0 || isUnfinished(typed.slice(0, last).trimEnd())) return typed;
  return typed.slice(last + mark.length).replace(/^ /, "");
}

/** After ctrl-l the prompt comes again, and behind it what had been typed. */
function afterRedraw(typed: string, prompt: string): string {
  const at = prompt.trim() === "" ? -1 : typed.indexOf(prompt);
  if (at <= 0) return typed;
  const again = typed.slice(at + prompt.length);
  return again.startsWith(typed.slice(0, at).trimEnd()) ? again : typed;
}

/** Readline's search (ctrl-r) takes the prompt's place and gives it back. */
function afterSearch(typed: string, prompt: string): string {
  const search = typed.lastIndexOf("-i-search)");
  if (search < 0) return typed;
  const back = typed.indexOf(prompt, search);
  return back < 0 ? typed : typed.slice(back + prompt.length);
}

interface Found {
  readonly strain: number;
  readonly edited: boolean;
  readonly width: number;
  readonly line: string;
  readonly zle: boolean;
}

function result(split: Split, text: string, found: Found): BlockReading {
  const given = withoutControls(found.line).endsWith("^C");
  return {
    prompt: split.prompt,
    kind: split.kind,
    by: split.by,
    mask: promptMask(split.prompt),
    text: text.trimEnd(),
    strain: found.strain,
    edited: found.edited,
    width: found.width,
    returns: 0,
    givenUp: given,
    zle: found.zle,
  };
}
