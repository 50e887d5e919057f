import { decodeStripped } from "./decodeStripped.ts";
import { erased } from "./erased.ts";
import type { Past } from "./explainedBy.ts";
import { Grid } from "./Grid.ts";
import { isCommonCommand } from "./knownWords.ts";
import { isUnfinished } from "./isUnfinished.ts";
import { promptMask } from "./promptMask.ts";
import { zleEcho } from "./promptShapes.ts";
import { latestPrint, type BlockReading, type ReadingContext } from "./readBlock.ts";
import { searchedLine, shownBySearch } from "./searchedLine.ts";
import { learntPrompt, splitText, type Split } from "./splitPrompt.ts";
import type { Block } from "./State.ts";
import { vocabularyOf } from "./strangeness.ts";
import { zleReady } from "./zleReady.ts";
import { withoutControls } from "./withoutControls.ts";
import { widthOfWrapSpaces, widthOfZleWrap, withoutWrapSpaces } from "./wrapSpaces.ts";

/** Reads a prompt's line as the agent streams it: without CRs, and mostly without controls. */
export function readStripped(block: Block, context: ReadingContext): BlockReading | undefined {
  const line = block.raw.replace(/(?:\n|\x1b\[\?2004l)[\s\S]*$/, "");
  return line.includes("\x1b") || zleReady(block.before)
    ? readRaw(line, block, context)
    : readPlain(line, block, context);
}

function readPlain(line: string, block: Block, context: ReadingContext): BlockReading | undefined {
  const text = line.replace(/[\x01-\x07\x0b-\x1f\x7f]/g, "");
  const filled = FILL.exec(block.before)?.[1]?.length ?? 0;
  const echo = echoedFrom(text, context);
  const zle = filled > 0 || echo > 0;
  const split =
    echo > 0 ? echoSplit(text, echo) : splitText(/^[^\x08]*/.exec(text)?.[0] ?? "", context);
  if (split === undefined) return undefined;
  const { prompt } = split;
  const behind = text.slice(prompt.length);
  const typed = afterLastPrompt(behind.replace(/^\0+/, ""), prompt);
  const past = pastOf(context);
  const row = erased(prompt + typed);
  const told = filled || widthOfWrapSpaces(row, prompt.length, past.vocabulary, context.width);
  const again = typed.length < behind.length;
  const resized = zle && again && row.charAt(told) !== " " ? widthOfZleWrap(row) : 0;
  const width = resized || told || context.width;
  const whole = zle ? withoutWrapSpaces(prompt + typed, width, true).slice(prompt.length) : typed;
  const widths = zle ? [Infinity] : widthsOf(prompt.length + typed.length, width);
  const decoded = decodeStripped({ typed: whole, prompt, widths, zle }, past);
  const searched = searchedLine(behind, prompt, context.recent);
  const near = text.length >= (context.width || 80) - 1;
  const shown = decoded.text.includes("-i-search)`") ? shownBySearch(behind) : undefined;
  return result(split, searched ?? shown ?? decoded.text, {
    strain: decoded.sure && searched === undefined && shown === undefined && !near ? 0 : 1,
    edited: text.includes("\b"),
    width: told,
    line,
    zle,
  });
}

/** Where zle's echo tells the prompt's end, unless a known prompt ends elsewhere. */
function echoedFrom(text: string, context: ReadingContext): number {
  const echo = zleEcho(text);
  const learnt = learntPrompt(text, context.prompts)?.prompt ?? "";
  return learnt !== "" && learnt.length !== echo ? 0 : echo;
}

const echoSplit = (text: string, end: number): Split => ({
  row: 0,
  prompt: text.slice(0, end),
  kind: "shell",
  by: "learnt",
});

const pastOf = ({ words, recent }: ReadingContext): Past => ({
  vocabulary: vocabularyOf(words, recent),
  recent,
  slips: new Map<string, boolean>(),
});

function widthsOf(length: number, told: number): number[] {
  if (told === 0 || length < told) return [Infinity];
  return [told, Infinity];
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
  const told = widthOfWrapSpaces(
    whole,
    split.prompt.length,
    pastOf(context).vocabulary,
    context.width,
  );
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
    while (prompt.trim() !== "" && again.startsWith(prompt) && !isComment(again, prompt))
      again = again.slice(prompt.length);
    return again;
  }
  const last = typed.lastIndexOf(mark);
  // In quotes the prompt is part of what was typed.
  if (last < 0 || isUnfinished(typed.slice(0, last).trimEnd())) return typed;
  return typed.slice(last + mark.length).replace(/^ /, "");
}

/** Behind root's prompt a comment looks like another prompt. */
function isComment(typed: string, prompt: string): boolean {
  if (!prompt.startsWith("#")) return false;
  const words =
    /^\w+(?: [a-z]+){2,}/.exec(erased(typed.slice(prompt.length)))?.[0].split(" ") ?? [];
  return words.length > 0 && !isCommonCommand(words[0] ?? "");
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
