import pc from "picocolors";
import stringWidth from "string-width";
import type { Tone } from "./Column.ts";
import type { Look } from "./formatTable.ts";
import { paint } from "./paint.ts";
import { wrapText } from "./wrapText.ts";

export interface Pair {
  readonly name: string;
  readonly value: string;
  readonly tone?: Tone | undefined;
  /** Left to the terminal to wrap, so that it is copied in one piece. */
  readonly unbroken?: boolean;
}

const GAP = 2;
const LEAST_VALUE = 12;

/** Names and values in two columns; values go on under themselves. Empty ones are left out. */
export function formatPairs(pairs: readonly Pair[], { width, color }: Look): string {
  const shown = pairs.filter(({ value }) => value !== "");
  const names = shown.reduce((most, { name }) => Math.max(most, stringWidth(name)), 0);
  const room = Math.max(LEAST_VALUE, width - names - GAP);
  const painter = pc.createColors(color);
  return shown
    .flatMap(({ name, value, tone, unbroken }) =>
      (unbroken === true ? [value] : wrapText(value, room)).map((line, n) => {
        const left =
          n === 0 ? painter.bold(name) + " ".repeat(names - stringWidth(name)) : " ".repeat(names);
        return `${left}${" ".repeat(GAP)}${paint(line, tone, color)}\n`;
      }),
    )
    .join("");
}
