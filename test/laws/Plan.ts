import fc from "fast-check";
import { strandsOf, type History } from "./History.ts";

/** One delivery: a run of one strand, as a subscription event or a page would bring it. */
export interface PlannedDelivery {
  readonly lane: number;
  readonly start: number;
  readonly length: number;
}

/** Deliveries in their order; those of one wave at the same time. */
export type Plan = readonly (readonly PlannedDelivery[])[];

/** Everything once, in order, in one piece. */
export const calm = (history: History): Plan =>
  strandsOf(history).flatMap((length, lane) =>
    length === 0 ? [] : [[{ lane, start: 0, length }]],
  );

/** Everything at least once: cut anywhere, in any order, some of it twice, some of it at once. */
export function wild(history: History): fc.Arbitrary<Plan> {
  const cuts = fc.tuple(...strandsOf(history).map((length) => piecesOf(length)));
  return cuts.chain((perLane) => {
    const all = perLane.flatMap((pieces, lane) => pieces.map((piece) => ({ lane, ...piece })));
    return fc
      .record({
        again: fc.subarray(all),
        seed: fc.array(fc.nat(), { minLength: all.length * 2, maxLength: all.length * 2 }),
        wave: fc.integer({ min: 1, max: 3 }),
      })
      .map(({ again, seed, wave }) => wavesOf(shuffled([...all, ...again], seed), wave));
  });
}

function piecesOf(length: number): fc.Arbitrary<{ start: number; length: number }[]> {
  return fc
    .array(fc.integer({ min: 1, max: 5 }), { minLength: length, maxLength: length })
    .map((sizes) => {
      const pieces = [];
      for (let start = 0, n = 0; start < length; n++) {
        const size = Math.min(sizes[n] ?? 1, length - start);
        pieces.push({ start, length: size });
        start += size;
      }
      return pieces;
    });
}

const shuffled = <T>(all: readonly T[], seed: readonly number[]): T[] =>
  all
    .map((one, n) => ({ one, key: seed[n] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);

function wavesOf<T>(all: readonly T[], size: number): T[][] {
  const waves: T[][] = [];
  for (let i = 0; i < all.length; i += size) waves.push(all.slice(i, i + size));
  return waves;
}
