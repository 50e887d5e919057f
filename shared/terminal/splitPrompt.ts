import type { Grid } from "./Grid.ts";
import { promptMask } from "./promptMask.ts";
import { promptShape } from "./promptShapes.ts";
import type { ReadingContext } from "./readBlock.ts";
import type { Prompt, PromptKind } from "./State.ts";

/** Where the prompt ends, and how that was told. */
export interface Split {
  readonly row: number;
  readonly prompt: string;
  readonly kind: PromptKind;
  readonly by: "fence" | "learnt" | "set" | "sure" | "styled" | "likely" | "guess";
}

const MOST_PROMPT_ROWS = 8;

/** Finds the prompt on the first rows of a replayed input block. */
export function splitPrompt(grid: Grid, context: ReadingContext): Split | undefined {
  const rows = Math.min(grid.rows.length, MOST_PROMPT_ROWS);
  if (context.expected !== null) {
    const set = setPrompt(grid.logicalRow(0), 0, context.expected);
    if (set !== undefined) return set;
  }
  for (let row = 0; row < rows; row++) {
    const learnt = learntPrompt(grid.logicalRow(row), context.prompts);
    if (learnt !== undefined) return { row, ...learnt, by: "learnt" };
  }
  for (let row = 0; row < rows; row++) {
    const split = newPrompt(grid, row, context);
    if (split !== undefined) return split;
  }
  const { row, column } = grid.styled;
  return { row, prompt: grid.logicalRow(row).slice(0, column), kind: "shell", by: "guess" };
}

/** The prompt that an assignment to PS1 has announced. */
function setPrompt(text: string, row: number, expected: string): Split | undefined {
  const set = new RegExp(expected).exec(text.slice(0, 400));
  return set === null ? undefined : { row, prompt: set[0], kind: "shell", by: "set" };
}

/** Finds the prompt at the start of one line of text. */
export function splitText(text: string, context: ReadingContext, styled = 0): Split | undefined {
  const set = context.expected === null ? undefined : setPrompt(text, 0, context.expected);
  if (set !== undefined && set.prompt !== "") return set;
  const learnt = learntPrompt(text, context.prompts);
  if (learnt !== undefined) return { row: 0, ...learnt, by: "learnt" };
  return promptOf(text, 0, context, styled);
}

function newPrompt(grid: Grid, row: number, context: ReadingContext): Split | undefined {
  const styled = grid.styled.row === row ? grid.styled.column : 0;
  return promptOf(grid.logicalRow(row), row, context, styled);
}

function promptOf(
  text: string,
  row: number,
  { expected, open }: ReadingContext,
  column: number,
): Split | undefined {
  const set = expected === null ? undefined : setPrompt(text, row, expected);
  if (set !== undefined) return set;
  const shape = promptShape(text);
  if (shape?.sure === true) {
    return { row, prompt: text.slice(0, shape.length), kind: shape.kind, by: "sure" };
  }
  const more = open ? CUSTOM_PS2.exec(text) : null;
  if (more !== null) return { row, prompt: more[0], kind: "continuation", by: "likely" };
  const styled = styledPrompt(text, column);
  if (styled !== undefined) return { row, prompt: styled, kind: "shell", by: "styled" };
  if (shape === undefined) return undefined;
  return { row, prompt: text.slice(0, shape.length), kind: shape.kind, by: "likely" };
}

/** Where more lines are asked for, a few characters up to a sign are a PS2 of the user's own. */
const CUSTOM_PS2 = /^(?!> )\S[^\n]{0,20}?[:>|.»…#$%\])](?: [#$%>:|])?(?:\s|$)/;

/** Readline prints typed text without colours: the last colour or title lies within the prompt. */
function styledPrompt(text: string, column: number): string | undefined {
  if (column === 0) return undefined;
  const after = text.slice(column);
  const end = text.charAt(column - 1) === " " ? /^[#$%>❯➜λ»] / : /^[^\s\w]{0,2} {1,2}/;
  return text.slice(0, column + (end.exec(after)?.[0].length ?? 0));
}

/** The known prompt that `text` begins with: the same text, or the same mask up to a prompt's end. */
export function learntPrompt(
  text: string,
  prompts: readonly Prompt[],
): { prompt: string; kind: PromptKind } | undefined {
  const same = prompts
    .filter((prompt) => prompt.text !== "" && text.startsWith(prompt.text))
    .sort((a, b) => b.text.length - a.text.length)[0];
  if (same !== undefined) return { prompt: same.text, kind: same.kind };
  for (const end of promptEnds(text, prompts)) {
    const mask = promptMask(text.slice(0, end));
    const known = prompts.find((prompt) => prompt.mask === mask && mask.length > 1);
    if (known !== undefined) return { prompt: text.slice(0, end), kind: known.kind };
  }
  const empty = prompts[0];
  return empty?.text === "" ? { prompt: "", kind: empty.kind } : undefined;
}

/** The places where a prompt may end that ends with the same sign as a known one. */
function promptEnds(text: string, prompts: readonly Prompt[]): number[] {
  const ends: number[] = [];
  const start = text.slice(0, 300);
  const signs = new Set(prompts.flatMap(({ mask }) => mask.at(-1) ?? []));
  if (![...signs].some((sign) => start.includes(sign))) return ends;
  for (const match of start.matchAll(/[^\s\w](?:\s{1,2}|(?<=[\])}]))/g)) {
    if (signs.has(match[0].charAt(0))) ends.push(match.index + match[0].length);
    if (ends.length >= 12) break;
  }
  return ends;
}
