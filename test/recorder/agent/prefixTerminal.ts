import { linesOf, type Recording } from "../Recording.ts";
import type { Shipped } from "./cutStreamed.ts";
import { decodeGoText } from "./goJson.ts";
import { prefixLine, type Prefix } from "./prefixLine.ts";

/** Every terminal line behind the prefix, shipped as it is printed, its line end taken off. */
export const prefixTerminal = (
  recording: Recording,
  prefix: Prefix,
  startedAt: number,
): Shipped[] =>
  linesOf(recording).map(({ at, bytes }) => ({
    timestamp: startedAt + Math.round(at * 1000),
    message: prefixLine(prefix, decodeGoText(bytes).replace(/\r?\n$/, "")),
  }));
