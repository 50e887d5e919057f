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
 * Takes a stream's lines in order, from any of them on. Where a verdict rests on what came before,
 * it asks for that once: the rest of an agent's message may begin the stretch.
 */
export class LineClassifier {
  /** By container, the last agent line's time; null: something else came since. */
  readonly #agentBefore = new Map<string | null, number | null>();
  /** The container of the last agent line; undefined: there was none yet. */
  #latest: string | null | undefined;
  #recalled = false;

  /** Undefined: {@link recall} what came before, then ask again. */
  classify(event: LaneEvent): ClassifiedLine | undefined {
    const line = parseSsmLine(event.message);
    if (!this.#recalled && this.#restsOnEarlier(line)) return undefined;
    // Without a prefix nothing says whose line it is: it can only go on with the last agent line.
    const container: string | null = line.container ?? this.#latest ?? null;
    const before = this.#agentBefore.get(container) ?? null;
    const follows = before !== null && event.timestamp - before <= CONTINUATION_MS;
    const is = verdictOf(line, follows);
    if (is === "agent" && line.said.kind !== "continuation") {
      this.#latest = container;
      this.#agentBefore.set(container, event.timestamp);
    } else if (is !== "agent") this.#agentBefore.set(container, null);
    return { event, line, is };
  }

  /** `before`: the events of {@link CONTINUATION_MS} before the first one that was classified. */
  recall(before: readonly LaneEvent[]): void {
    const earlier = new LineClassifier();
    earlier.#recalled = true;
    for (const event of before) earlier.classify(event);
    for (const [container, at] of earlier.#agentBefore)
      if (!this.#agentBefore.has(container)) this.#agentBefore.set(container, at);
    this.#latest ??= earlier.#latest;
    this.#recalled = true;
  }

  #restsOnEarlier({ container, said }: SsmLine): boolean {
    if (container === null) return this.#latest === undefined;
    return said.kind === "continuation" && !this.#agentBefore.has(container);
  }
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
