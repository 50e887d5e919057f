import type { ListAnswer, Redacted } from "../shared/query/Answer.ts";

/** Two pages in a row as one. */
export function mergePages<T>(
  a: Redacted<ListAnswer<T>>,
  b: Redacted<ListAnswer<T>>,
): Redacted<ListAnswer<T>> {
  const catchingUp = [...new Set([...a.missing.catchingUp, ...b.missing.catchingUp])];
  const withoutTranscript = [
    ...new Set([...a.missing.withoutTranscript, ...b.missing.withoutTranscript]),
  ];
  const examined =
    a.examined === undefined || b.examined === undefined
      ? (b.examined ?? a.examined)
      : {
          commands: a.examined.commands + b.examined.commands,
          backTo: b.examined.backTo ?? a.examined.backTo,
        };
  const merged = {
    items: [...a.items, ...b.items],
    nextToken: b.nextToken,
    missing: { ...b.missing, catchingUp, withoutTranscript },
    redaction: { ...b.redaction, secrets: a.redaction.secrets + b.redaction.secrets },
  };
  return {
    ...merged,
    ...(b.folded === undefined ? {} : { folded: b.folded }),
    ...(examined === undefined ? {} : { examined }),
  };
}
