import { logLine } from "./logLine.ts";

const MOST_FRAMES = 8;

/**
 * What broke, by name, code and place. Not the causes and not the whole message: those of parsers
 * quote the text that they could not read.
 */
export function logFailure(failure: unknown): void {
  const error = failure instanceof Error ? failure : new Error("not an Error");
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  logLine("ERROR", "QuestionFailed", { error: error.name, code, at: framesOf(error) });
}

/** A message may have lines that look like frames. */
const framesOf = ({ stack = "", message }: Error): string =>
  stack
    .replace(message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim())
    .join("\n");
