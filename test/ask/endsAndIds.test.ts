import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatCommandId, parseCommandId } from "../../shared/app/ask/commandId.ts";
import { RedactedEnds } from "../../shared/app/ask/RedactedEnds.ts";
import { REVEALING } from "../../shared/secrets/Redactor.ts";
import { readingPartition } from "../../shared/session/keys.ts";
import type { ReadingRef } from "../../shared/session/ReadingRef.ts";
import { position, wellFormed } from "../laws/arbitraries.ts";

test("head, tail and the bytes between are the whole text, however it came", () => {
  const unit = fc.constantFrom("a", "é", "漢", "👍");
  const piece = fc
    .record({ unit, times: fc.integer({ min: 0, max: 40_000 }) })
    .map(({ unit: one, times }) => one.repeat(times));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.nat({ max: 50 }), (pieces, cut) => {
      const text = pieces.join("");
      const bounded = new RedactedEnds(REVEALING, 8_192);
      bounded.add(text.slice(0, cut));
      bounded.add(text.slice(cut));
      const { head, omitted, tail } = bounded.end();
      expect([text.startsWith(head), text.endsWith(tail)]).toEqual([true, true]);
      const between = text.length - head.length - tail.length;
      expect([between >= 0, omitted > 0]).toEqual([true, between > 0]);
      // A pair that an end cuts in two counts half of it on each side.
      const whole = Buffer.byteLength(text);
      const ends = Buffer.byteLength(head) + Buffer.byteLength(tail);
      expect(Math.abs(whole - ends - omitted)).toBeLessThanOrEqual(2);
    }),
    { numRuns: 60 },
  );
});

test("a command's id names its place, and the text that no session names", () => {
  const lane = "aws/111122223333/eu-west-1#/aws/sagemaker/Endpoints/a#b/i-0123456789abcdef0/ssm";
  const ref: fc.Arbitrary<ReadingRef> = fc.oneof(
    fc.record({
      kind: fc.constant("session" as const),
      scope: fc.constant("aws/111122223333/eu-west-1"),
      sessionId: wellFormed,
    }),
    fc.record({
      kind: fc.constant("unplaced" as const),
      lane: fc.constant(lane),
      container: wellFormed,
      day: fc.constant("2026-11-22"),
    }),
    fc.record({
      kind: fc.constant("ambiguous" as const),
      lane: fc.constant(lane),
      container: wellFormed,
      candidates: fc.array(wellFormed, { minLength: 2, maxLength: 9 }),
    }),
  );
  fc.assert(
    fc.property(ref, position, fc.nat({ max: 99_999_999 }), (of, at, offset) => {
      expect(parseCommandId(formatCommandId(of, { position: at, offset }))).toEqual({
        at: { position: at, offset },
        reading: of.kind === "session" ? null : readingPartition(of),
      });
    }),
  );
  for (const bad of ["", "1", "1+x", "1+1+session#a", "1+1+none#\n", "1+1+"])
    expect(parseCommandId(bad)).toBeUndefined();
});
