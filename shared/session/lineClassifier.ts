import { parseSsmLine } from "../logs/parseSsmLine.ts";
import type { SsmLine, Unrecognised } from "../logs/SsmLine.ts";
import type { LaneEvent } from "./Fragment.ts";

/** A line of an endpoint's stream with what its neighbour before it decides. */
export interface ClassifiedLine {
  readonly event: LaneEvent;
  readonly line: SsmLine;
  /**
   * `terminal`: text of a shell · `agent`: the agent's, announcements and the rest of its messages
   * included · `record`: session data · else why it fits nothing.
   */
  readonly is: "terminal" | "agent" | "record" | Unrecognised;
}

/**
 * How long after an agent line the rest of its message may come. Counted from that line itself, so
 * that a verdict never rests on more than this much of the stream.
 */
export const CONTINUATION_MS = 2_000;

/**
 * Takes a stream's events in order, from at least {@link CONTINUATION_MS} before the first one
 * whose verdict matters.
 */
export function lineClassifier(): (event: LaneEvent) => ClassifiedLine {
  const agentBefore = new Map<string | null, number>();
  let latest: string | null = null;
  return (event) => {
    const line = parseSsmLine(event.message);
    // Without a prefix nothing says whose line it is: it can only go on with the last agent line.
    const container: string | null = line.container ?? latest;
    const before = agentBefore.get(container);
    const follows = before !== undefined && event.timestamp - before <= CONTINUATION_MS;
    const is = verdictOf(line, follows);
    if (is === "agent" && line.said.kind !== "continuation") {
      latest = container;
      agentBefore.set(container, event.timestamp);
    } else if (is !== "agent") agentBefore.delete(container);
    return { event, line, is };
  };
}

function verdictOf(line: SsmLine, follows: boolean): ClassifiedLine["is"] {
  switch (line.said.kind) {
    case "announcement":
    case "agent":
      return "agent";
    case "record":
      return "record";
    case "terminal":
      return "terminal";
    case "continuation":
      if (follows) return "agent";
      return line.container === null ? "no-prefix" : "terminal";
    case "unrecognised":
      return line.said.reason;
    default:
      return line.said satisfies never;
  }
}
