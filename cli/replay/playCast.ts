import { playable } from "./playable.ts";

export interface PlayOptions {
  /** Times faster; Infinity waits nowhere. */
  readonly speed: number;
  readonly color: boolean;
  /** Longest pause, seconds. */
  readonly idle: number;
  /** Play without pauses up to this marker, counted from 1. */
  readonly from: number;
  /** Play up to each marker, then wait for this to resolve; false ends the replay. */
  readonly step: (() => Promise<boolean>) | null;
  readonly print: (text: string) => Promise<void>;
  readonly pause: (ms: number) => Promise<void>;
}

/** Plays an asciicast v2, a line at a time; says how many markers were passed. */
export async function playCast(lines: Iterable<string>, options: PlayOptions): Promise<number> {
  let before = 0;
  let passed = 0;
  for (const line of lines) {
    const event: unknown = JSON.parse(line);
    if (!isEvent(event)) continue;
    const [at, code, text] = event;
    const rushed = passed < options.from - 1;
    const wait = rushed ? 0 : Math.min(options.idle, at - before) / options.speed;
    before = at;
    if (wait > 0 && options.step === null) await options.pause(wait * 1000);
    if (code === "o") await options.print(playable(text, options.color));
    if (code !== "m") continue;
    passed++;
    if (options.step !== null && !rushed && !(await options.step())) break;
  }
  return passed;
}

const isEvent = (event: unknown): event is [number, string, string] =>
  Array.isArray(event) && typeof event[0] === "number" && typeof event[2] === "string";
