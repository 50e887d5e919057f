import fc from "fast-check";
import type { LogEvent } from "../../shared/logs/LogEvent.ts";
import type { Fragment } from "../../shared/session/Fragment.ts";
import { packFragments } from "../../shared/session/packFragments.ts";
import { uniteEvents } from "../../shared/session/uniteEvents.ts";
import { runs } from "../laws/lawEngine.ts";

const event: fc.Arbitrary<LogEvent> = fc.record({
  id: fc.option(fc.constantFrom("1", "2", "3", "x!1"), { freq: 2 }),
  timestamp: fc.integer({ min: 1, max: 3 }),
  message: fc.constantFrom("a", "b"),
});
const read = fc.record({
  read: fc.constantFrom("r", "s"),
  events: fc.array(event, { maxLength: 8 }),
});
const fragmentsOf = ({ read, events }: { read: string; events: LogEvent[] }): Fragment[] =>
  packFragments("lane", read, events);

const told = (fragments: readonly Fragment[]): string[] =>
  uniteEvents(fragments).map(({ timestamp, message }) => `${timestamp} ${message}`);

describe("uniteEvents", () => {
  const reads = fc.array(read, { maxLength: 4 });
  test("gives the same whatever the order, the copies and the cuts", () => {
    fc.assert(
      fc.property(reads, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (all, keys) => {
        const whole = all.flatMap(fragmentsOf);
        const cut = whole.flatMap((fragment) =>
          fragment.events.map((one) => ({ ...fragment, events: [one] })),
        );
        const shuffled = [...cut, ...whole, ...cut.slice(0, 3)]
          .map((one, n) => ({ one, key: keys[n % 40] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(uniteEvents(shuffled)).toEqual(uniteEvents(whole));
      }),
      { numRuns: runs(200) },
    );
  });

  const of = (read: string, ...events: readonly (readonly [string | null, number, string])[]) =>
    packFragments(
      "lane",
      read,
      events.map(([id, timestamp, message]) => ({ id, timestamp, message })),
    );
  const table = [
    {
      why: "one event twice is one",
      fragments: [of("r", ["1", 1, "a"]), of("s", ["1", 1, "a"])],
      is: ["1 a"],
    },
    {
      why: "two IDs are two, of one text too",
      fragments: [of("r", ["1", 1, "a"], ["2", 1, "a"])],
      is: ["1 a", "1 a"],
    },
    {
      why: "one ID with two texts keeps both",
      fragments: [of("r", ["1", 1, "b"]), of("s", ["1", 1, "a"])],
      is: ["1 a", "1 b"],
    },
    {
      why: "without IDs, one read's copies are copies",
      fragments: [of("r", [null, 1, "a"], [null, 1, "a"])],
      is: ["1 a", "1 a"],
    },
    {
      why: "without IDs, another read's are the same ones",
      fragments: [of("r", [null, 1, "a"]), of("s", [null, 1, "a"])],
      is: ["1 a"],
    },
    {
      why: "the fullest read counts",
      fragments: [of("r", [null, 1, "a"]), of("s", [null, 1, "a"], [null, 1, "a"])],
      is: ["1 a", "1 a"],
    },
    {
      why: "IDs cover copies without",
      fragments: [of("r", ["1", 1, "a"]), of("s", [null, 1, "a"])],
      is: ["1 a"],
    },
    {
      why: "more copies without IDs than with: the rest is kept",
      fragments: [of("r", ["1", 1, "a"]), of("s", [null, 1, "a"], [null, 1, "a"])],
      is: ["1 a", "1 a"],
    },
    {
      why: "more IDs than copies: the IDs",
      fragments: [of("r", ["1", 1, "a"], ["2", 1, "a"]), of("s", [null, 1, "a"])],
      is: ["1 a", "1 a"],
    },
    {
      why: "another time is another event",
      fragments: [of("r", [null, 1, "a"]), of("s", [null, 2, "a"])],
      is: ["1 a", "2 a"],
    },
    {
      why: "the stream's order, not the delivery's",
      fragments: [of("r", ["9", 2, "b"], ["10", 2, "c"], ["7", 1, "a"])],
      is: ["1 a", "2 b", "2 c"],
    },
  ];
  test.each(table)("$why", ({ fragments, is }) => {
    expect(told(fragments.flat())).toEqual(is);
    expect(told(fragments.flat().toReversed())).toEqual(is);
  });

  test("marks both texts of one ID, and nothing else", () => {
    const united = uniteEvents(
      [of("r", ["1", 1, "a"], ["2", 1, "a"]), of("s", ["1", 1, "b"])].flat(),
    );
    expect(united.map(({ disputed }) => disputed)).toEqual([true, true, false]);
    expect(new Set(united.map(({ position }) => position)).size).toBe(3);
  });
});

describe("packFragments", () => {
  const long = fc.record({
    id: fc.constant(null),
    timestamp: fc.integer({ min: 0, max: 20_000_000 }),
    message: fc.constantFrom("a", "b".repeat(90_000), "c".repeat(300_000)),
  });
  test("keeps every event once, in order, numbered, in fragments of bounded size and span", () => {
    fc.assert(
      fc.property(fc.array(long, { maxLength: 30 }), fc.nat(), (events, first) => {
        const fragments = packFragments("lane", "r", events, first);
        const packed = fragments.flatMap((one) => one.events);
        expect(packed).toEqual(events.map((one, n) => ({ ...one, ordinal: first + n })));
        for (const { events: held } of fragments) {
          const times = held.map(({ timestamp }) => timestamp);
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(3_600_000);
          const units = held.reduce((sum, { message }) => sum + message.length, 0);
          expect(held.length === 1 || units <= 256 * 1024).toBe(true);
        }
      }),
      { numRuns: runs(50) },
    );
  });
  test("opens another fragment after 4,000 events", () => {
    const events = Array.from({ length: 9_001 }, () => ({ id: null, timestamp: 1, message: "" }));
    expect(packFragments("l", "r", events).map((one) => one.events.length)).toEqual([
      4_000, 4_000, 1_001,
    ]);
  });
});
