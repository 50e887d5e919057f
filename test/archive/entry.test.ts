import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { gzipSync } from "node:zlib";
import type { Arrival } from "../../shared/app/Archive.ts";
import { decodeEntry, encodeEntry, isEntryName } from "../../shared/archive/entry.ts";

const arrival: fc.Arbitrary<Arrival> = fc.oneof(
  fc.record({
    kind: fc.constant("log-events" as const),
    partition: fc.string(),
    region: fc.string(),
    sessionLog: fc.boolean(),
    declared: fc.boolean(),
    sessionMinutes: fc.integer({ min: 1, max: 1_439 }),
    read: fc.string(),
    firstOrdinal: fc.nat(),
  }),
  fc.record({
    kind: fc.constant("trail-records" as const),
    partition: fc.string(),
    region: fc.string(),
  }),
  fc.record({
    kind: fc.constant("described-sessions" as const),
    partition: fc.string(),
    region: fc.string(),
    account: fc.string(),
    asOf: fc.nat(),
  }),
);
const time = fc.oneof(fc.nat(), fc.double({ min: -1, max: 1e300, noNaN: true }));

test("what is encoded is decoded, zipped before or not", () => {
  fc.assert(
    fc.property(arrival, time, fc.jsonValue(), fc.boolean(), (how, at, value, zipped) => {
      const payload = zipped
        ? ({ is: "gzip", bytes: gzipSync(JSON.stringify(value)) } as const)
        : ({ is: "value", value } as const);
      const { name, bytes } = encodeEntry(how, at, payload);
      expect(isEntryName(name)).toBe(true);
      const expected: unknown = JSON.parse(JSON.stringify(value));
      expect(decodeEntry(name, bytes)).toEqual({ is: "payload", arrival: how, value: expected });
      expect(encodeEntry(how, at, payload)).toEqual({ name, bytes });
    }),
  );
});

const HOW: Arrival = { kind: "trail-records", partition: "aws", region: "eu-west-1" };

test("any change of a byte, and any cut, is noticed", () => {
  const { name, bytes } = encodeEntry(HOW, 0, { is: "value", value: ["sh-5.1# ls", 1, null] });
  for (let n = 0; n < bytes.length; n++) {
    const changed = Uint8Array.from(bytes, (byte, k) => (k === n ? byte ^ 1 : byte));
    expect(decodeEntry(name, changed)).toMatchObject({ is: "altered" });
    expect(decodeEntry(name, bytes.subarray(0, n))).toMatchObject({ is: "altered" });
  }
});

describe("sound bytes that are no entry are unreadable, and said without their text", () => {
  const named = (bytes: Uint8Array): string => encodeEntry(HOW, 0, { is: "gzip", bytes }).name;
  const line = JSON.stringify({ ssmtrail: 1, ...HOW });
  const cases: readonly [string, Uint8Array][] = [
    ["no JSON", gzipSync("secret text")],
    ["no gzip", Buffer.from("secret text")],
    ["a bomb", gzipSync(Buffer.alloc(64 * 1024 * 1024))],
    ["nothing", gzipSync("")],
  ];
  test.each(cases)("%s", (_, payload) => {
    const { bytes } = encodeEntry(HOW, 0, { is: "gzip", bytes: payload });
    const opened = decodeEntry(named(payload), bytes);
    expect(opened).toMatchObject({ is: "unreadable" });
    expect(JSON.stringify(opened)).not.toContain("secret");
  });
  test.each([
    ["a newer version's", line.replace(":1", ":2")],
    ["of no known kind", line.replace("trail-records", "gossip")],
    ["without a region", line.replace("region", "place")],
  ])("%s", (_, first) => {
    const foreign = JSON.parse(first) as Arrival;
    const entry = encodeEntry(foreign, 0, { is: "value", value: [] });
    expect(decodeEntry(entry.name, entry.bytes)).toMatchObject({ is: "unreadable" });
  });
});
