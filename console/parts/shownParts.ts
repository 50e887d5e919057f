import { harmless } from "../../shared/terminal/harmless.ts";

export interface Part {
  readonly is: "plain" | "mark" | "escape";
  readonly text: string;
}

/** Runs of text by how they are shown; put together they are the text again. */
export function shownParts(text: string, mark: string): Part[] {
  const parts: Part[] = [];
  for (const [piece] of text.matchAll(
    /[\p{L}\p{N}\p{P}\p{S}\p{M} ]+|[^\p{L}\p{N}\p{P}\p{S}\p{M} ]+/gu,
  )) {
    if (harmless(piece) !== piece) parts.push(...escapesOf(piece));
    else parts.push(...marksOf(piece, mark));
  }
  return parts;
}

function escapesOf(piece: string): Part[] {
  const parts: Part[] = [];
  for (const char of piece) {
    const is = harmless(char) === char ? "plain" : "escape";
    const last = parts.at(-1);
    if (last?.is === is) parts[parts.length - 1] = { is, text: last.text + char };
    else parts.push({ is, text: char });
  }
  return parts;
}

/** Case is folded one character at a time, so that places in both texts are the same. */
function marksOf(piece: string, mark: string): Part[] {
  if (mark === "") return [{ is: "plain", text: piece }];
  const fold = (text: string): string => {
    const lower = text.toLowerCase();
    return lower.length === text.length ? lower : text;
  };
  const [where, what] = [fold(piece), fold(mark)];
  const parts: Part[] = [];
  let from = 0;
  for (let at = where.indexOf(what); at !== -1; at = where.indexOf(what, from)) {
    if (at > from) parts.push({ is: "plain", text: piece.slice(from, at) });
    from = at + what.length;
    parts.push({ is: "mark", text: piece.slice(at, from) });
  }
  if (from < piece.length) parts.push({ is: "plain", text: piece.slice(from) });
  return parts;
}
