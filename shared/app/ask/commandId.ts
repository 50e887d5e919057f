import { readingPartition } from "../../session/keys.ts";
import type { TextPlace } from "../../session/KeptCommand.ts";
import type { ReadingRef } from "../../session/ReadingRef.ts";

/** What a command is asked for by: its place, and where no session says whose text it is, that text. */
export interface CommandId {
  readonly at: TextPlace;
  /** Partition of the reading; null: the session's, which the question names. */
  readonly reading: string | null;
}

/** `<position>+<offset>`, of text that belongs to no session or to several `+<reading>`. */
export const formatCommandId = (ref: ReadingRef, { position, offset }: TextPlace): string =>
  `${position}+${offset}${ref.kind === "session" ? "" : `+${readingPartition(ref)}`}`;

const ID = /^([^+]{1,300})\+([0-9]{1,9})(?:\+((?:none|either)#[!-~]{1,2000}))?$/;

/** The inverse of {@link formatCommandId}; undefined for anything else. */
export function parseCommandId(text: string): CommandId | undefined {
  const [, position, offset, reading] = ID.exec(text) ?? [];
  if (position === undefined || offset === undefined) return undefined;
  return { at: { position, offset: Number(offset) }, reading: reading ?? null };
}
