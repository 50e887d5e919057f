import { controlAt } from "./control.ts";
import type { BlockReading } from "./readBlock.ts";
import type { Block } from "./State.ts";

/** The operating system commands (OSC) that a shell printed with a prompt, without their introducer. */
export interface PromptControls {
  /** Between the end of the output and the prompt, where a program's last words may stand too. */
  readonly before: readonly string[];
  /** Within the prompt itself. */
  readonly within: readonly string[];
}

const LONGEST_PROMPT = 4_000;
const OSC = "\x1b]";

export function promptControls(
  block: Pick<Block, "before" | "raw">,
  { prompt, zle }: Pick<BlockReading, "prompt" | "zle">,
): PromptControls {
  const { before, raw } = block;
  if (!before.includes(OSC) && !raw.includes(OSC)) return { before: [], within: [] };
  const visible = prompt.trimEnd().length;
  // zle prints its prompt before the fence, from the margin on.
  const lead = zle ? before.lastIndexOf("\r") + 1 : before.length;
  const shown = zle ? before.slice(lead) : raw.slice(0, LONGEST_PROMPT);
  return {
    before: trailing(before.slice(0, lead)),
    within: leading(shown, visible),
  };
}

/** Those behind the last text. */
function trailing(text: string): string[] {
  let found: string[] = [];
  for (let at = 0; at < text.length;) {
    const control = controlAt(text, at);
    if (control.kind === "osc") found.push(control.body);
    else if (control.kind === "text" && text.slice(at, control.end).trim() !== "") found = [];
    at = control.end;
  }
  return found;
}

/** Those before that many characters of text. */
function leading(text: string, visible: number): string[] {
  const found: string[] = [];
  let seen = 0;
  for (let at = 0; at < text.length && seen < Math.max(1, visible);) {
    const control = controlAt(text, at);
    if (control.kind === "osc") found.push(control.body);
    else if (control.kind === "text") seen += control.end - at;
    at = control.end;
  }
  return found;
}
