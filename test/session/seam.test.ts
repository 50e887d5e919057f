import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { meetRecord, NO_SEAM, type Seam } from "../../shared/session/seam.ts";

interface Shipped {
  readonly lines: readonly string[];
  readonly at: number;
  /** How many of its first lines were shipped before. */
  readonly again: number;
}

const MOST_AT_ONCE = 4;

/**
 * What an agent ships that goes back to the last acknowledged line after a failed put: `ticks` are the
 * lines printed each second, `failed` the puts that were taken and not acknowledged.
 */
function ship(
  ticks: readonly (readonly string[])[],
  failed: readonly boolean[],
  most: number,
): Shipped[] {
  const shipped: Shipped[] = [];
  const printed: string[] = [];
  let [acknowledged, sent, put] = [0, 0, 0];
  for (let tick = 0; acknowledged < printed.length || tick < ticks.length; tick++) {
    printed.push(...(ticks[tick] ?? []));
    let next = acknowledged;
    for (let n = 0; n < MOST_AT_ONCE && next < printed.length; n++) {
      const lines = printed.slice(next, next + most);
      shipped.push({
        lines,
        at: tick * 1_000 + n,
        again: Math.min(lines.length, Math.max(0, sent - next)),
      });
      next += lines.length;
      sent = Math.max(sent, next);
    }
    if (failed[put++ % failed.length] !== true) acknowledged = next;
    if (put > 200) break;
  }
  return shipped;
}

function told(shipped: readonly Shipped[]): number[] {
  let seam: Seam = NO_SEAM;
  let last = -Infinity;
  return shipped.map(({ lines, at }) => {
    const met = meetRecord(seam, lines, at - last);
    [seam, last] = [met.seam, at];
    return met.repeated;
  });
}

/** Lines that differ, so that nothing repeats but what was sent again. */
const ticks = fc
  .array(fc.nat({ max: 90 }), { minLength: 1, maxLength: 12 })
  .map((counts) =>
    counts.map((count, tick) => Array.from({ length: count }, (_, n) => `line ${tick}.${n}`)),
  );

describe("what an agent sends again", () => {
  test("is told to the line, however long it is", () => {
    let longest = 0;
    fc.assert(
      fc.property(
        ticks,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }).filter((all) => all.includes(false)),
        fc.integer({ min: 2, max: 60 }),
        (printed, failed, most) => {
          const shipped = ship(printed, failed, most);
          for (const [n, again] of told(shipped).entries()) {
            const one = shipped[n];
            longest = Math.max(longest, again);
            // A single line may well be typed twice.
            if ((one?.again ?? 0) !== 1) expect([n, again]).toEqual([n, one?.again]);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(longest).toBeGreaterThan(30);
  });

  test("is nothing where no put failed, whatever repeats within a record", () => {
    fc.assert(
      fc.property(ticks, fc.integer({ min: 2, max: 60 }), (printed, most) => {
        expect(told(ship(printed, [false], most)).every((again) => again === 0)).toBe(true);
      }),
    );
  });

  test("a run that begins within a record is told up to twelve lines", () => {
    const lines = Array.from({ length: 40 }, (_, n) => `line ${n}`);
    const again = (from: number): number | undefined =>
      told([
        { lines, at: 0, again: 0 },
        { lines: lines.slice(from), at: 5_000, again: 0 },
      ])[1];
    expect([again(28), again(38), again(39), again(20), again(0)]).toEqual([12, 2, 0, 0, 40]);
  });

  test("what is kept is small however much was sent", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { maxLength: 90 }), { maxLength: 30 }),
        (records) => {
          let seam = NO_SEAM;
          for (const lines of records) seam = meetRecord(seam, lines, 10).seam;
          expect(JSON.stringify(seam).length).toBeLessThan(400);
        },
      ),
    );
  });

  const long = "x".repeat(100);
  const table = [
    { why: "nothing came before", before: [], lines: ["a", "b"], is: 0 },
    { why: "a run of two at the seam", before: ["z", "a", "b"], lines: ["a", "b", "c"], is: 2 },
    { why: "one line alone may be typed twice", before: ["z", "a"], lines: ["a", "c"], is: 0 },
    { why: "the whole record again", before: ["a", "b"], lines: ["a", "b"], is: 2 },
    { why: "alike, but not at the seam", before: ["a", "b", "c"], lines: ["a", "b"], is: 0 },
    { why: "the longest run counts", before: ["a", "a", "a"], lines: ["a", "a", "a", "b"], is: 3 },
    {
      why: "lines that differ past what is kept, by length",
      before: [long, "b"],
      lines: [`${long}y`, "b"],
      is: 0,
    },
  ];
  test.each(table)("$why: $is", ({ before, lines, is }) => {
    expect(meetRecord(meetRecord(NO_SEAM, before, 0).seam, lines, 1_000).repeated).toBe(is);
  });

  test("a record without lines leaves the seam as it was", () => {
    const { seam } = meetRecord(NO_SEAM, ["a", "b"], 0);
    expect(meetRecord(seam, [], 0)).toEqual({ repeated: 0, seam });
  });
});
