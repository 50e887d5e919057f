import fc from "fast-check";
import { NO_FACTS, type Facts } from "../../shared/session/Facts.ts";
import { mergeLaneAbout, NO_LANE, type LaneAbout } from "../../shared/session/LaneAbout.ts";
import { MOST_CLAIMS } from "../../shared/session/mergeClaims.ts";
import { mergeFacts, MOST_SOURCES } from "../../shared/session/mergeFacts.ts";
import { positionOf } from "../../shared/session/Position.ts";
import { mergeSeen, seenRow, type SeenRow } from "../../shared/session/SeenRow.ts";
import { REACHES_MS } from "../../shared/session/Reach.ts";
import { oneFact, position } from "../laws/arbitraries.ts";
import { runs } from "../laws/lawEngine.ts";

/** What must hold of a value that grows by merging, whatever comes in whatever order. */
function growsInAnyOrder<T>(one: fc.Arbitrary<T>, merge: (a: T, b: T) => T): void {
  const many = fc.array(one, { minLength: 1, maxLength: 60, size: "max" });
  const all = (values: readonly T[]): T => values.reduce((a, b) => merge(a, b));
  const law = (title: string, check: (values: T[], others: T[], third: T[]) => void): void => {
    test(title, () => {
      fc.assert(fc.property(many, many, many, check), { numRuns: runs(100) });
    });
  };
  law("is commutative", (a, b) => {
    expect(merge(all(a), all(b))).toEqual(merge(all(b), all(a)));
  });
  law("is associative, so that cuts and crowds don't matter", (a, b, c) => {
    expect(merge(merge(all(a), all(b)), all(c))).toEqual(merge(all(a), merge(all(b), all(c))));
  });
  law("is idempotent, so that a second delivery changes nothing", (a, b) => {
    const grown = merge(all(a), all(b));
    expect(merge(grown, all(b))).toEqual(grown);
    expect(merge(grown, grown)).toEqual(grown);
    for (const one of [...a, ...b]) expect(merge(one, grown)).toEqual(grown);
  });
  law("comes out as the same text, by which bodies are compared", (a, b) => {
    const [one_, two] = [merge(all(a), all(b)), merge(all(b), all(a))];
    expect(JSON.stringify(one_)).toBe(JSON.stringify(two));
  });
}

describe("mergeFacts", () => {
  const fact = oneFact.map((one) => mergeFacts(NO_FACTS, one));
  growsInAnyOrder(fact, mergeFacts);

  test("keeps the earliest claims and says that there were more", () => {
    const claim = (n: number): Facts => {
      const at = {
        lane: "x",
        position: positionOf({ id: null, timestamp: n, message: "" }, "r", 0),
      };
      return { ...NO_FACTS, claims: { owner: { kept: [{ value: `v${n}`, at }], more: false } } };
    };
    const claims = (count: number): Facts["claims"]["owner"] =>
      Array.from({ length: count }, (_, n) => claim(count - n)).reduce(mergeFacts).claims.owner;
    expect(claims(MOST_CLAIMS)).toMatchObject({ more: false });
    const flooded = claims(1_000);
    expect(flooded?.more).toBe(true);
    expect(flooded?.kept.map(({ value }) => value)).toEqual(
      Array.from({ length: MOST_CLAIMS }, (_, n) => `v${n + 1}`),
    );
  });

  test("keeps the earliest of the events that claim the same", () => {
    const at = (timestamp: number) => ({
      lane: "x",
      position: positionOf({ id: "1", timestamp, message: "" }, "", 0),
    });
    const claim = (timestamp: number): Facts => ({
      ...NO_FACTS,
      claims: { owner: { kept: [{ value: "v", at: at(timestamp) }], more: false } },
    });
    expect([claim(3), claim(1), claim(2)].reduce(mergeFacts)).toEqual(claim(1));
  });

  test("a session opens at the earliest line that names it, and ends at the latest", () => {
    const times = [5, 3, 9, 4].map((timestamp): Facts => {
      const at = { lane: "x", position: positionOf({ id: "1", timestamp, message: "" }, "", 0) };
      return { ...NO_FACTS, opened: at, ended: at, first: at, last: at };
    });
    const { opened, ended, first, last } = times.reduce(mergeFacts);
    const timeIn = (ref: Facts["opened"]): number => Number(ref?.position.slice(0, 16));
    expect([opened, first, ended, last].map(timeIn)).toEqual([3, 3, 9, 9]);
  });

  test("keeps no more sources than it may", () => {
    const at = positionOf({ id: null, timestamp: 1, message: "" }, "r", 0);
    const sources = Array.from({ length: 50 }, (_, n): Facts => ({
      ...NO_FACTS,
      sources: [
        { form: "prefixed", lane: `l${n}`, container: "c", declared: true, first: at, last: at },
      ],
    }));
    expect(sources.reduce(mergeFacts).sources).toHaveLength(MOST_SOURCES);
  });
});

describe("mergeSeen", () => {
  const seen: fc.Arbitrary<SeenRow> = fc
    .record({
      text: fc.constantFrom("Churn", "churn", "CHURN"),
      announced: fc.boolean(),
      time: fc.integer({ min: 0, max: 400_000 }),
    })
    .map(({ text, announced, time }) =>
      seenRow(text, announced, positionOf({ id: "1", timestamp: time, message: "" }, "", 0), time),
    );
  growsInAnyOrder(seen, mergeSeen);
});

describe("mergeLaneAbout", () => {
  // `regap` is the holder's: what was read with an earlier gap is known to whoever holds it only.
  const known = (about: LaneAbout): LaneAbout => ({ ...about, regap: false });
  const about = fc
    .record({
      at: position,
      spaces: fc.nat({ max: 2 }),
      has: fc.boolean(),
      span: fc.subarray([...REACHES_MS]),
      fact: oneFact,
      ids: fc.option(
        fc.record({
          timed: fc.boolean(),
          odd: fc.option(fc.record({ id: fc.constantFrom("1", "2"), at: position })),
        }),
      ),
    })
    .map(({ at, spaces, has, span, fact, ids }): LaneAbout => ({
      claims: fact.claims,
      gap: has ? { at, spaces } : null,
      reaches: span,
      ...(ids === null ? {} : { ids }),
      regap: false,
    }));
  growsInAnyOrder(about, (a, b) => known(mergeLaneAbout(a, b)));

  const spaced = (timestamp: number, spaces: number): LaneAbout => ({
    ...NO_LANE,
    gap: { at: positionOf({ id: "1", timestamp, message: "" }, "", 0), spaces },
  });
  const table = [
    { why: "no gap stands for none", a: NO_LANE, b: spaced(1, 0), regap: false },
    { why: "the first gap that has spaces", a: NO_LANE, b: spaced(1, 1), regap: true },
    { why: "an earlier one, the same", a: spaced(2, 1), b: spaced(1, 1), regap: false },
    { why: "an earlier one, another", a: spaced(2, 1), b: spaced(1, 0), regap: true },
    { why: "a later one changes nothing", a: spaced(1, 1), b: spaced(2, 0), regap: false },
    {
      why: "once needed, needed till settled",
      a: { ...spaced(1, 1), regap: true },
      b: NO_LANE,
      regap: true,
    },
  ];
  test.each(table)("reads again after $why: $regap", ({ a, b, regap }) => {
    expect(mergeLaneAbout(a, b).regap).toBe(regap);
  });
});
