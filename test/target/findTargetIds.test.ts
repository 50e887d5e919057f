import * as fc from "fast-check";
import { findTargetIds } from "../../shared/target/findTargetIds.ts";
import { formatTargetId } from "../../shared/target/formatTargetId.ts";
import { matchTargetIds } from "../../shared/target/matchTargetIds.ts";
import { targetIdArbitrary } from "./targetIdArbitrary.ts";

const PLACE = { endpoint: "e", variant: "v", instance: "i-0a1b2c3d4e5f60718" };
const T = "sagemaker-endpoint:e_v_i-0a1b2c3d4e5f60718";

const stop = fc.constantFrom(" ", '"', "'", "?", ",", "/", ".", ")", "\n", "&", "\u001b", "é", "");

test("a target is found between anything that can't belong to a name", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(targetIdArbitrary, fc.boolean(), stop)), (parts) => {
      const text = parts.map(([target, encoded, stop]) => {
        const id = formatTargetId(target);
        return `${encoded ? id.replace(":", "%3A") : id}${stop === "" ? " " : stop}`;
      });
      expect(findTargetIds(text.join(""))).toEqual(parts.slice(0, 64).map(([target]) => target));
    }),
  );
});

test.each([
  [`Target: "${T}_container_1"`, "quoted", [{ ...PLACE, container: "container_1" }]],
  [`/v1/control-channel/${T}_pre?role=subscribe`, "in a URL", [{ ...PLACE, container: "pre" }]],
  ["/sagemaker-endpoint%3ae_v_i-0a1b2c3d4e5f60718&x", "lower-case %3a", [PLACE]],
  [`${T},${T}_b`, "a list without spaces, in order", [PLACE, { ...PLACE, container: "b" }]],
  [`${T}.`, "the end of a sentence", [PLACE]],
  [`${T}9x`, "a longer instance is not this one", []],
  [`${T}_${"c".repeat(64)}`, "a container too long is not a shorter one", []],
  [`${T}_${"c-".repeat(40)}d`, "nor cut at one of its hyphens", []],
  [`${T}_container_1_2`, "nor at its number", []],
  ["sagemaker-endpoint:e_v", "half an ID", []],
  [`sagemaker-endpoint:sagemaker-endpoint:e_v_i-0a1b2c3d4e5f60718`, "a false start", [PLACE]],
])("%s: %s", (text, _why, targets) => {
  expect(findTargetIds(text)).toEqual(targets);
});

test("the place of a match is the text it was read from", () => {
  const text = `a ${T}_b c`;
  const [match] = matchTargetIds(text);
  expect(text.slice(match?.from, match?.to)).toBe(`${T}_b`);
});

test("at most 64 are taken of a line that names more", () => {
  expect(findTargetIds(`${T} `.repeat(100_000))).toHaveLength(64);
});

test.each([
  ["sagemaker-endpoint:".repeat(60_000), "starts only"],
  [`sagemaker-endpoint:${"a-".repeat(500_000)}`, "one endless name"],
  [`sagemaker-endpoint:${"a".repeat(60)}_`.repeat(15_000), "almost targets"],
  [`sagemaker-endpoint:e_v_i-${"0".repeat(1_000_000)}`, "one endless instance"],
  ["%3A".repeat(300_000), "no start at all"],
])("a hostile megabyte ends: %#", (text) => {
  expect(findTargetIds(text)).toEqual([]);
});
