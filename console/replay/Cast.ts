import { asciicastLines, type CastRequest } from "../../shared/query/asciicast.ts";

/** A recording as the player takes it, and where things are in it. */
export interface Cast {
  readonly data: string;
  /** Command IDs in the order of their markers. */
  readonly marked: readonly string[];
  /** Texts by the second that they are printed at. */
  readonly printed: readonly { readonly at: number; readonly text: string }[];
}

export function castOf(request: Omit<CastRequest, "version">): Cast {
  const lines = [...asciicastLines({ ...request, version: 2 })];
  const events = lines.slice(1).map((line) => JSON.parse(line) as [number, string, string]);
  return {
    data: lines.join("\n"),
    marked: request.frames.flatMap(({ command }) =>
      command !== null && request.commands.has(command) ? [command] : [],
    ),
    printed: events.flatMap(([at, code, text]) => (code === "o" ? [{ at, text }] : [])),
  };
}

/** Seconds at which the text is printed, in any case; each of them once. */
export function timesOf({ printed }: Cast, text: string): number[] {
  if (text === "") return [];
  const wanted = text.toLowerCase();
  const times = printed.flatMap(({ at, text: told }) =>
    told.toLowerCase().includes(wanted) ? [at] : [],
  );
  return [...new Set(times)];
}
