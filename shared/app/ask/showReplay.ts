import type { FrameAnswer, ReplayAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import { commandSort } from "../../session/keys.ts";
import type { KeptCommand } from "../../session/KeptCommand.ts";
import { sourceKey } from "../../session/mergeFacts.ts";
import type { Piece } from "../../session/Piece.ts";
import { compare, timeOf, type Position } from "../../session/Position.ts";
import { loadLane } from "../laneAbout.ts";
import type { Ports } from "../Ports.ts";
import { sourcePieces, type PieceRequest } from "../sourcePieces.ts";
import type { Store } from "../Store.ts";
import { formatCommandId } from "./commandId.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { iso } from "./describe.ts";
import { startMissing } from "./missing.ts";
import { findSession } from "./showSession.ts";

type Asked = QuestionOf<"replay">;

/** A page holds no more text, so that it fits Lambda's answer. */
const MOST_UNITS = 1_000_000;
/**
 * Text around a page that is read along and not told: a secret that begins or ends there is seen
 * whole. As long as the longest that AWS keeps for anyone.
 */
const AROUND = 65_536;

/** A session's text in order, cut where each command was accepted, to be played again. */
export async function showReplay(
  ports: Ports,
  question: Asked,
  redactor: Redactor,
): Promise<Answered<ReplayAnswer>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const found = await findSession(ports.store, question, question.session);
  if (!found.ok) return found;
  const { head, partition, scope } = found.answer;
  const missing = startMissing(ports.store, [scope], {});
  missing.sees(found.answer);
  const source = head.facts.sources.find((one) => sourceKey(one) === head.digest.source);
  const empty = { session: question.session, form: null, items: [], nextToken: null };
  if (source === undefined) return answer({ ...empty, missing: await missing.end() });
  const about = await loadLane(ports.store, source.lane);
  const [from, after] = cursor.answer?.after ?? [];
  const pieces = await readPage(
    ports.store,
    { ref: head.ref, source, about, after: null, ...(from === undefined ? {} : { from }) },
    { from: from ?? "", after: after ?? "", most: question.maxResults },
  );
  const { told, more } = pieces;
  const places = await placesOf(ports.store, partition, told);
  const cut = told.map((piece) => cutAt(piece, places.get(piece.position) ?? []));
  const frames = shownFrames(redactor, pieces, cut.flat());
  const next = more ? [pieces.nextFrom, told.at(-1)?.position ?? ""] : null;
  return answer({
    session: question.session,
    form: source.form,
    items: cut.flat().map(({ position, at }, n): FrameAnswer => ({
      at: iso(timeOf(position)),
      text: frames[n] ?? "",
      command: at === null ? null : formatCommandId(head.ref, at),
    })),
    nextToken: next === null ? null : await writeCursor(ports, question, next),
    missing: await missing.end(),
  });
}

interface PagePieces {
  readonly before: readonly Piece[];
  readonly told: readonly Piece[];
  readonly behind: readonly Piece[];
  /** Where the next page begins to read, so as to see what is around it. */
  readonly nextFrom: Position;
  readonly more: boolean;
}

/** The pieces of a page with those around it; an empty piece shows nothing and is left out. */
async function readPage(
  store: Store,
  request: PieceRequest,
  {
    from,
    after,
    most,
  }: { readonly from: Position; readonly after: Position; readonly most: number },
): Promise<PagePieces> {
  const before: Piece[] = [];
  const told: Piece[] = [];
  const behind: Piece[] = [];
  let units = 0;
  let around = 0;
  reading: for await (const run of sourcePieces(store, request))
    for (const piece of run) {
      if (piece.text === "" || piece.position < from) continue;
      if (piece.position <= after) before.push(piece);
      else if (
        behind.length === 0 &&
        told.length < most &&
        (told.length === 0 || units < MOST_UNITS)
      ) {
        told.push(piece);
        units += piece.text.length;
      } else {
        behind.push(piece);
        around += piece.text.length;
        if (around > AROUND) break reading;
      }
    }
  return {
    before,
    told,
    behind,
    nextFrom: lastUnits([...before, ...told]),
    more: behind.length > 0,
  };
}

/** Position of the piece from which on {@link AROUND} of text lies. */
function lastUnits(pieces: readonly Piece[]): Position {
  let units = 0;
  for (const piece of pieces.toReversed()) {
    units += piece.text.length;
    if (units >= AROUND) return piece.position;
  }
  return pieces[0]?.position ?? "";
}

/** A piece, or the part of one that ends where a command was accepted. */
interface Frame {
  readonly position: Position;
  readonly text: string;
  readonly at: Place | null;
}

function cutAt({ position, text }: Piece, places: readonly Place[]): Frame[] {
  const frames: Frame[] = [];
  let from = 0;
  for (const at of places) {
    const to = Math.max(from, Math.min(text.length, at.offset));
    frames.push({ position, text: text.slice(from, to), at });
    from = to;
  }
  if (from < text.length) frames.push({ position, text: text.slice(from), at: null });
  return frames;
}

/** Redacted as one text. A frame's own line end is no part of what a secret may span. */
function shownFrames(
  redactor: Redactor,
  { before, behind }: PagePieces,
  frames: readonly Frame[],
): string[] {
  const bodies = [...before, ...frames, ...behind].map(({ text }) => text.replace(/\n$/, ""));
  const shown = redactor.redactLines(bodies);
  return frames.map(
    ({ text }, n) => `${shown[before.length + n] ?? ""}${text.endsWith("\n") ? "\n" : ""}`,
  );
}

interface Place {
  readonly position: Position;
  readonly offset: number;
}

/** Where commands were accepted in these pieces, by piece, in order. */
async function placesOf(
  store: Store,
  partition: string,
  told: readonly Piece[],
): Promise<Map<Position, Place[]>> {
  const places = new Map<Position, Place[]>();
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return places;
  const rows = store.list<KeptCommand>({
    partition,
    from: commandSort(first.position, 0),
    to: commandSort(last.position, 99_999_999),
  });
  for await (const { value } of rows) {
    if (value.kind === "document") continue;
    places.set(value.at.position, [...(places.get(value.at.position) ?? []), value.at]);
  }
  for (const list of places.values())
    list.sort((a, b) => a.offset - b.offset || compare(a.position, b.position));
  return places;
}
