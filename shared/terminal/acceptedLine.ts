import type { Place } from "./ReadCommand.ts";
import type { Known } from "./Known.ts";
import type { BlockReading } from "./readBlock.ts";
import type { Block, Pending } from "./State.ts";
import { gradeOf } from "./gradeOf.ts";
import { isUnfinished } from "./isUnfinished.ts";
import { placeTold } from "./placeTold.ts";
import { promptControls } from "./promptControls.ts";
import { startsPrompt } from "./startsPrompt.ts";

const LONGEST_COMMAND = 65_536;

/** A line that Enter was hit on; `before` is the command that printed until its prompt came. */
export function acceptedLine(
  read: BlockReading,
  block: Block,
  outputFrom: Place,
  known: Known,
  before: Pending | null,
): Pending {
  return {
    text: read.text.slice(0, LONGEST_COMMAND),
    ...gradeOf(read, block, known.prompts[0], before, known.recent),
    kind: read.kind === "repl" ? "repl" : "shell",
    depth: Math.max(0, known.levels.length - 1),
    prompt: read.prompt,
    damaged: read.text.includes("\ufffd"),
    enter: block.enter,
    outputFrom,
    head: [],
    printed: 0,
    open: read.kind !== "repl" && isUnfinished(read.text),
    starts: startsPrompt(read.text),
    unsure: read.zle,
    ...(read.kind === "repl" ? {} : placeTold(read.prompt, promptControls(block, read))),
    ...(!block.fenced && /\x07[\r\n]*$/.test(block.raw) ? { rang: true } : {}),
  };
}
