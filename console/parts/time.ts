/** `2026-11-22 10:00:00`, UTC, as everywhere in ssmtrail. */
export const atText = (iso: string | null): string =>
  iso === null ? "unknown" : iso.replace("T", " ").replace(/(\.\d+)?Z$/, "");

/** A moment as an address carries it. */
export const isoOf = (time: Date | number): string => new Date(time).toISOString();
