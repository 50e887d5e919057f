import type { ClassifiedLine } from "../session/LineClassifier.ts";
import type { Source } from "../session/Facts.ts";
import type { LaneAbout } from "../session/LaneAbout.ts";
import type { Piece } from "../session/Piece.ts";
import { pieceOfSessionEvent, recordPiece, terminalPiece } from "../session/pieceOf.ts";
import { dayOf, timeOf, type Position } from "../session/Position.ts";
import type { ReadingRef } from "../session/ReadingRef.ts";
import { candidatesAt, type Window } from "../session/window.ts";
import { classifiedLines } from "./classifiedLines.ts";
import { laneEvents } from "./laneEvents.ts";
import { placedSpan } from "./placedSpan.ts";
import type { Store } from "./Store.ts";

export interface PieceRequest {
  readonly ref: ReadingRef;
  readonly source: Source;
  readonly about: LaneAbout;
  /** Pieces after this one only; null for all. */
  readonly after: Position | null;
  /** Where the caller means to begin, if later than the start: nothing before need be read. */
  readonly from?: Position;
  /** About how many fragments the caller means to read; all of them, unless told. */
  readonly expect?: number;
}

/**
 * The source's pieces, in order, in runs: one piece at a time would wait as often as it reads. What
 * belongs to the reading is decided here and nowhere else.
 */
export function sourcePieces(store: Store, request: PieceRequest): AsyncIterable<Piece[]> {
  return request.source.container === null
    ? sessionPieces(store, request)
    : endpointPieces(store, request);
}

const isAfter = ({ position }: { position: Position }, after: Position | null): boolean =>
  after === null || position > after;

async function* sessionPieces(store: Store, request: PieceRequest): AsyncIterable<Piece[]> {
  const { source, after } = request;
  const from = beginOf(request, timeOf(source.first));
  for await (const events of laneEvents(store, range(request, from, timeOf(source.last))))
    yield events.flatMap((event) =>
      isAfter(event, after) ? (pieceOfSessionEvent(event, source.form) ?? []) : [],
    );
}

const beginOf = ({ after, from }: PieceRequest, start: number): number =>
  Math.max(start, ...[after, from].map((at) => (at === null || at === undefined ? 0 : timeOf(at))));

const range = ({ source, about, expect }: PieceRequest, from: number, to: number) => ({
  lane: source.lane,
  from,
  to,
  reaches: about.reaches,
  ...(expect === undefined ? {} : { expect }),
});

async function* endpointPieces(store: Store, request: PieceRequest): AsyncIterable<Piece[]> {
  const { source, about, after } = request;
  const span =
    source.form === "prefixed"
      ? await placedSpan(store, request)
      : { from: timeOf(source.first), to: timeOf(source.last), windows: [] };
  if (span === undefined) return;
  const from = beginOf(request, span.from);
  for await (const lines of classifiedLines(store, range(request, from, span.to)))
    yield lines.flatMap((classified) => {
      if (!isAfter(classified.event, after)) return [];
      return belongs(classified, request, span.windows)
        ? pieceOf(classified, about.gap?.spaces ?? 0)
        : [];
    });
}

function belongs(
  classified: ClassifiedLine,
  { ref, source }: PieceRequest,
  windows: readonly Window[],
): boolean {
  const { line, event, is } = classified;
  if ((line.container ?? "") !== source.container) return false;
  if (source.form === "streamed")
    return (
      is === "record" &&
      line.said.kind === "record" &&
      ref.kind === "session" &&
      line.said.record.sessionId === ref.sessionId
    );
  if (is === "agent" || is === "record") return false;
  const candidates = is === "terminal" ? candidatesAt(windows, event.timestamp) : [];
  switch (ref.kind) {
    case "session":
      return candidates.length === 1 && candidates[0] === ref.sessionId;
    case "ambiguous":
      return candidates.join("\n") === ref.candidates.join("\n");
    case "unplaced":
      return candidates.length === 0 && dayOf(event.timestamp) === ref.day;
    default:
      return ref satisfies never;
  }
}

function pieceOf(classified: ClassifiedLine, gap: number): Piece {
  const { line, event, is } = classified;
  if (line.said.kind === "record") return recordPiece(event.position, line.said.record.lines);
  if (is === "terminal") return terminalPiece(classified, gap);
  return { position: event.position, text: "", lines: [] };
}
