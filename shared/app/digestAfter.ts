import type { Source } from "../session/Facts.ts";
import type { KeptCommand } from "../session/KeptCommand.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import { compare, dayOf, timeOf } from "../session/Position.ts";
import type { Digest } from "../session/ReadingHead.ts";
import { READER_VERSION } from "../terminal/Reader.ts";
import type { Reread } from "./rereadText.ts";

/** The digest once the stretch that was read again has taken the place of what it was. */
export function digestAfter(
  digest: Digest,
  reread: Reread | undefined,
  source: Source | undefined,
): Digest {
  if (reread === undefined || source === undefined) return digest;
  const days = new Map(Object.entries(reread.before === undefined ? {} : digest.days));
  count(days, reread.before ?? new Map(), -1);
  count(days, reread.commands, 1);
  return {
    reader: READER_VERSION,
    source: sourceKey(source),
    first: reread.first ?? (reread.before === undefined ? null : digest.first),
    last: reread.end?.position ?? null,
    days: Object.fromEntries([...days].filter(([, n]) => n > 0).sort(([a], [b]) => compare(a, b))),
  };
}

function count(
  days: Map<string, number>,
  commands: ReadonlyMap<string, KeptCommand>,
  each: number,
): void {
  for (const { at } of commands.values()) {
    const day = dayOf(timeOf(at.position));
    days.set(day, (days.get(day) ?? 0) + each);
  }
}
