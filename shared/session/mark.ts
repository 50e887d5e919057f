import type { Position } from "./Position.ts";

/** What a reader's mark says of the piece it stands for. */
export interface Mark {
  readonly position: Position;
  /** Time of the event before; null at the start of the text. */
  readonly after: number | null;
  /** Text before this offset repeats what came before the piece. */
  readonly repeatedUntil: number;
}

export const formatMark = ({ position, after, repeatedUntil }: Mark): string =>
  `${position}|${after ?? ""}|${repeatedUntil === 0 ? "" : repeatedUntil}`;

/** The inverse of {@link formatMark}, for marks this program made. */
export function parseMark(text: string): Mark {
  const [position = "", after = "", repeatedUntil = ""] = text.split("|");
  return {
    position,
    after: after === "" ? null : Number(after),
    repeatedUntil: Number(repeatedUntil),
  };
}
