import { MARGIN_MS, type Window } from "../session/window.ts";
import { loadWindows, windowsOf } from "./loadWindows.ts";
import type { PieceRequest } from "./sourcePieces.ts";
import type { Store } from "./Store.ts";

export interface PlacedSpan {
  /** Epoch milliseconds, both ends inclusive. */
  readonly from: number;
  readonly to: number;
  /** All windows that touch the span: they decide which lines of it belong to whom. */
  readonly windows: readonly Window[];
}

const DAY_MS = 24 * 60 * 60_000;

/** When lines of the reading can have come at all; undefined where its sessions have no window. */
export async function placedSpan(
  store: Store,
  { ref, source }: PieceRequest,
): Promise<PlacedSpan | undefined> {
  const span = await spanOf(store, { ref, source });
  if (span === undefined || span.to < span.from) return undefined;
  const windows = await loadWindows(store, source.lane, source.container ?? "", span.from, span.to);
  return { ...span, windows };
}

async function spanOf(
  store: Store,
  { ref, source }: Pick<PieceRequest, "ref" | "source">,
): Promise<{ from: number; to: number } | undefined> {
  if (ref.kind === "unplaced") {
    const from = Date.parse(`${ref.day}T00:00:00Z`);
    return { from, to: from + DAY_MS - 1 };
  }
  const names = ref.kind === "session" ? [ref.sessionId] : ref.candidates;
  const own = await windowsOf(store, source.lane, source.container ?? "", names);
  if (own.length < names.length) return undefined;
  return {
    from: Math.max(...own.map(({ from }) => from)) - MARGIN_MS,
    to: Math.min(...own.map(({ to }) => to)) + MARGIN_MS,
  };
}
