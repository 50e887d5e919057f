import fc from "fast-check";
import type { Claim, ClaimKind, Facts, Ref, Source } from "../../shared/session/Facts.ts";
import { NO_FACTS } from "../../shared/session/Facts.ts";
import { positionOf, type Position } from "../../shared/session/Position.ts";
import type { Scope } from "../../shared/target/Scope.ts";
import type { TargetId } from "../../shared/target/TargetId.ts";

/** Any UTF-16 text, lone surrogates and controls included. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    fc.constantFrom("\0", "\ud800", "\udfff", "\u001b", "\x85", "#", "%", "|", "~", "!", "/", ":"),
  ),
});

/** What CloudWatch can send: text that UTF-8 can hold. */
export const wellFormed = anyText.map((text) => text.toWellFormed());

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".split("");
const hex = "0123456789abcdef".split("");
const fromSigns = (signs: readonly string[], minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...signs), minLength, maxLength });

export const name: fc.Arbitrary<string> = fc
  .tuple(fromSigns(letters, 1, 1), fromSigns([...letters, "-"], 0, 61), fromSigns(letters, 0, 1))
  .map((parts) => parts.join(""))
  .filter((text) => !text.endsWith("-"));
export const instance = fc
  .oneof(fromSigns(hex, 17, 17), fromSigns(hex, 8, 8))
  .map((id) => `i-${id}`);
export const container = fc.oneof(
  name,
  fc.nat({ max: 999_999_999 }).map((n) => `container_${n}`),
);

export const targetId: fc.Arbitrary<TargetId> = fc
  .record({ endpoint: name, variant: name, instance, container: fc.option(container) })
  .map(({ container: of, ...rest }) => (of === null ? rest : { ...rest, container: of }));

export const scope: fc.Arbitrary<Scope> = fc.record({
  partition: fromSigns("abcdefghij0123456789-".split(""), 1, 32),
  accountId: fc.oneof(fromSigns("0123456789".split(""), 12, 12), fc.constant("unknown")),
  region: fromSigns("abcdefghij0123456789-".split(""), 1, 32),
});

export const timestamp = fc.oneof(
  fc.integer({ min: 0, max: 8.64e15 }),
  fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_003 }),
);
/** Canonical decimal, as CloudWatch has them: 56 digits, or few. */
export const numericId = fc.bigInt({ min: 0n, max: 10n ** 57n }).map(String);

export const position: fc.Arbitrary<Position> = fc
  .record({
    timestamp,
    id: fc.option(fc.oneof(numericId, wellFormed)),
    read: fc.constantFrom("a", "b"),
    ordinal: fc.nat({ max: 20 }),
  })
  .map(({ timestamp: at, id, read, ordinal }) =>
    positionOf({ timestamp: at, id: id === "" ? null : id, message: "" }, read, ordinal),
  );

/** Few places, so that they collide. */
const fewPositions = fc
  .record({ timestamp: fc.integer({ min: 1, max: 12 }), id: fc.constantFrom("1", "2") })
  .map(({ timestamp: at, id }) => positionOf({ timestamp: at, id, message: "" }, "", 0));
const ref: fc.Arbitrary<Ref> = fc.record({
  lane: fc.constantFrom("x", "y"),
  position: fewPositions,
});

const KINDS: readonly ClaimKind[] = ["owner", "target"];
const claimFacts = fc
  .record({ kind: fc.constantFrom(...KINDS), value: fc.nat({ max: 14 }), at: ref })
  .map(({ kind, value, at }): Facts => {
    const claim: Claim = { value: `v${value}`, at };
    return { ...NO_FACTS, first: at, last: at, claims: { [kind]: { kept: [claim], more: false } } };
  });
const sourceFacts = fc
  .record({
    form: fc.constantFrom("transcript", "streamed", "prefixed"),
    lane: fc.nat({ max: 9 }),
    container: fc.constantFrom(null, "c"),
    declared: fc.boolean(),
    at: fewPositions,
  })
  .map(({ lane, at, ...rest }): Facts => {
    const source: Source = { ...rest, lane: `lane${lane}`, first: at, last: at };
    return { ...NO_FACTS, sources: [source] };
  });
const timeFacts = fc
  .record({ kind: fc.constantFrom("opened", "ended"), at: ref })
  .map(({ kind, at }): Facts => ({ ...NO_FACTS, first: at, last: at, [kind]: at }));

const lengthFacts = fc
  .record({ longest: fc.constantFrom(30, 480, 1_440), at: ref })
  .map(({ longest, at }): Facts => ({ ...NO_FACTS, first: at, last: at, longest }));

/** What one line says: every value of facts is a merge of such. */
export const oneFact: fc.Arbitrary<Facts> = fc.oneof(
  { weight: 5, arbitrary: claimFacts },
  { weight: 4, arbitrary: sourceFacts },
  { weight: 2, arbitrary: timeFacts },
  { weight: 1, arbitrary: lengthFacts },
);
