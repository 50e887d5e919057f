const RELATIVE = /^([0-9]{1,6})(m|h|d|w)$/;
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const RFC_3339 =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})$/;

/**
 * RFC 3339, a date (its first moment, UTC; its last one as an end), or `30m`, `24h`, `7d`, `2w`
 * before `now`. Epoch milliseconds; undefined for anything else.
 */
export function parseTime(text: string, now: number, edge: "since" | "until"): number | undefined {
  const [, amount, unit] = RELATIVE.exec(text) ?? [];
  if (amount !== undefined && (unit === "m" || unit === "h" || unit === "d" || unit === "w"))
    return now - Number(amount) * UNIT_MS[unit];
  if (DATE.test(text)) {
    const start = Date.parse(`${text}T00:00:00Z`);
    // Date.parse rolls 2026-02-30 over into March in some engines, so it must print the same.
    if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text)
      return undefined;
    return edge === "since" ? start : start + UNIT_MS.d - 1;
  }
  if (!RFC_3339.test(text)) return undefined;
  const time = Date.parse(text.replace(" ", "T").toUpperCase());
  return Number.isNaN(time) ? undefined : time;
}
