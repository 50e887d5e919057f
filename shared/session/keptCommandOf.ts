import { programsOf } from "../terminal/programsOf.ts";
import type { Place, ReadCommand } from "../terminal/ReadCommand.ts";
import type { KeptCommand, TextPlace } from "./KeptCommand.ts";
import { parseMark } from "./mark.ts";
import type { Position } from "./Position.ts";

const LONGEST_TEXT = 64 * 1024;
export const LONGEST_PROMPT = 512;

const textPlace = ({ mark, offset }: Place): TextPlace => ({
  position: parseMark(mark).position,
  offset,
});

/** What is kept of a command that the reader read on that lane. */
export function keptCommandOf(
  read: ReadCommand,
  lane: string,
  settledBy: Position | null,
): KeptCommand {
  const { position, after, repeatedUntil } = parseMark(read.enter.mark);
  const repeated = read.enter.offset < repeatedUntil;
  const text = read.text.slice(0, LONGEST_TEXT);
  return {
    text,
    cut: read.text.length - text.length,
    confidence: repeated && read.confidence === "high" ? "medium" : read.confidence,
    reason: repeated ? "rewound" : read.reason,
    kind: read.kind,
    depth: read.depth,
    prompt: read.prompt.slice(0, LONGEST_PROMPT),
    cwd: read.cwd ?? null,
    host: read.host ?? null,
    exit: read.exit ?? null,
    damaged: read.damaged,
    repeated,
    programs: read.kind === "shell" ? programsOf(text) : [],
    at: { position, offset: read.enter.offset },
    after,
    output: { from: textPlace(read.output.from), to: textPlace(read.output.to) },
    lane,
    settledBy,
  };
}
