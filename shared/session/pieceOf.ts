import { parseSessionEvent } from "../logs/parseSessionEvent.ts";
import type { Form } from "../terminal/ReadCommand.ts";
import type { ClassifiedLine } from "./LineClassifier.ts";
import type { LaneEvent } from "./Fragment.ts";
import type { Piece } from "./Piece.ts";
import type { Position } from "./Position.ts";

/** The piece of a session's own stream, if the event has the form asked for. */
export function pieceOfSessionEvent(event: LaneEvent, form: Form): Piece | undefined {
  const said = parseSessionEvent(event.message);
  if (form === "transcript" && said.kind === "transcript")
    return { position: event.position, text: said.text, lines: [] };
  if (form === "streamed" && said.kind === "record")
    return recordPiece(event.position, said.record.lines);
  return undefined;
}

export const recordPiece = (position: Position, lines: readonly string[]): Piece => ({
  position,
  text: lines.map((line) => `${line}\n`).join(""),
  lines,
});

/** The piece of a terminal line behind the prefix; `gap` spaces are the stream's own. */
export function terminalPiece({ event, line }: ClassifiedLine, gap: number): Piece {
  const spaces = Math.min(gap, line.gap);
  return { position: event.position, text: `${line.text.slice(spaces)}\n`, lines: [] };
}
