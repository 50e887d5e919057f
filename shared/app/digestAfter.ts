import type { Source } from "../session/Facts.ts";
import type { KeptCommand } from "../session/KeptCommand.ts";
import { sourceKey } from "../session/mergeFacts.ts";
import { compare, dayOf, timeOf } from "../session/Position.ts";
import { NOTHING_READ, type Digest } from "../session/ReadingHead.ts";
import { READER_VERSION } from "../terminal/Reader.ts";
import type { ReadAgain } from "./planRows.ts";

/** The digest once the stretch that was read again has taken the place of what it was. */
export function digestAfter(
  digest: Digest,
  { reread, forms }: ReadAgain,
  source: Source | undefined,
): Digest {
  const compared = forms ?? digest.forms?.map((one) => ({ digest: one })) ?? [];
  const rest = compared.length === 0 ? {} : { forms: compared.map((one) => one.digest) };
  const { forms: _, ...before } = digest;
  if (reread === undefined) return { ...before, ...rest };
  // Where nothing lies, whether anybody looked must make no difference.
  if (source === undefined || reread.end === null) return { ...NOTHING_READ, ...rest };
  const days = new Map(Object.entries(reread.before === undefined ? {} : digest.days));
  count(days, reread.before ?? new Map(), -1);
  count(days, reread.commands, 1);
  const doubts =
    (reread.doubtsBefore === undefined ? 0 : (digest.doubts ?? 0) - reread.doubtsBefore.size) +
    reread.doubts.size;
  return {
    reader: READER_VERSION,
    source: sourceKey(source),
    first: reread.first ?? (reread.before === undefined ? null : digest.first),
    last: reread.end.position,
    days: Object.fromEntries([...days].filter(([, n]) => n > 0).sort(([a], [b]) => compare(a, b))),
    ...(doubts === 0 ? {} : { doubts }),
    ...rest,
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
