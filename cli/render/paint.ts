import pc from "picocolors";
import type { Tone } from "./Column.ts";

/** A text in the colour of its tone. */
export function paint(text: string, tone: Tone | undefined, color: boolean): string {
  const painter = pc.createColors(color);
  switch (tone) {
    case undefined:
      return text;
    case "good":
      return painter.green(text);
    case "weak":
      return painter.yellow(text);
    case "bad":
      return painter.red(text);
    case "dim":
      return painter.dim(text);
    default:
      return tone satisfies never;
  }
}
