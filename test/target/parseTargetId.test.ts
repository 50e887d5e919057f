import * as fc from "fast-check";
import { formatTargetId } from "../../shared/target/formatTargetId.ts";
import { parseTargetId } from "../../shared/target/parseTargetId.ts";
import { targetKey } from "../../shared/target/targetKey.ts";
import { targetIdArbitrary } from "./targetIdArbitrary.ts";

const PLACE = { endpoint: "mood-model", variant: "blue", instance: "i-0a1b2c3d4e5f60718" };
const LONG = "n".repeat(63);

test("reading what was written gives the same target", () => {
  fc.assert(
    fc.property(targetIdArbitrary, (target) => {
      expect(parseTargetId(formatTargetId(target))).toEqual(target);
    }),
  );
});

test("writing what was read gives the same text, or nothing was read", () => {
  const near = fc.string({
    unit: fc.constantFrom("sagemaker-endpoint:", "_", "i-", "0abc1234", "-", "A"),
  });
  fc.assert(
    fc.property(near, (text) => {
      const target = parseTargetId(text);
      if (target !== undefined) expect(formatTargetId(target)).toBe(text);
    }),
  );
});

test.each([
  ["mood-model_blue_i-0a1b2c3d4e5f60718", "single-container form", PLACE],
  [
    "mood-model_blue_i-0a1b2c3d4e5f60718_container_1",
    "a default name holds an underscore",
    { ...PLACE, container: "container_1" },
  ],
  [
    "mood-model_blue_i-0a1b2c3d4e5f60718_container-1",
    "the pipeline pages spell it with a hyphen",
    { ...PLACE, container: "container-1" },
  ],
  [
    "mood-model_blue_i-0a1b2c3d4e5f60718_ssm",
    "a container may be named ssm",
    { ...PLACE, container: "ssm" },
  ],
  [
    "Mood-Model_blue_i-0a1b2c3d",
    "8 digits in old accounts; case is kept",
    { ...PLACE, endpoint: "Mood-Model", instance: "i-0a1b2c3d" },
  ],
  [
    `${LONG}_${LONG}_i-0a1b2c3d4e5f60718_${LONG}`,
    "the longest",
    { ...PLACE, endpoint: LONG, variant: LONG, container: LONG },
  ],
])("%s: %s", (rest, _why, target) => {
  expect(parseTargetId(`sagemaker-endpoint:${rest}`)).toEqual(target);
});

test.each([
  ["", "nothing"],
  ["sagemaker-endpoint:", "no parts"],
  ["i-0a1b2c3d4e5f60718", "an instance alone"],
  ["1", "what the agent makes of a long target in paths"],
  ["sagemaker-training-job:job_algo-1", "another service's target"],
  ["SageMaker-Endpoint:e_v_i-0a1b2c3d", "the scheme is lower-case"],
  ["sagemaker-endpoint:e_v", "no instance"],
  ["sagemaker-endpoint:e_v_i-0A1B2C3D", "upper-case hex"],
  ["sagemaker-endpoint:e_v_i-0a1b2c3", "7 digits"],
  ["sagemaker-endpoint:e_v_i-0a1b2c3d4e5f607189", "18 digits"],
  ["sagemaker-endpoint:e_v_i-0a1b2c3d_", "empty container"],
  ["sagemaker-endpoint:e_v_i-0a1b2c3d_container_", "a default name without its number"],
  ["sagemaker-endpoint:e_v_i-0a1b2c3d_a_b", "only default names hold an underscore"],
  ["sagemaker-endpoint:-e_v_i-0a1b2c3d", "hyphen at the start"],
  ["sagemaker-endpoint:e-_v_i-0a1b2c3d", "hyphen at the end"],
  ["sagemaker-endpoint:e.x_v_i-0a1b2c3d", "a dot"],
  [`sagemaker-endpoint:${LONG}n_v_i-0a1b2c3d`, "64 characters"],
  ["sagemaker-endpoint:e_v_i-0a1b2c3d\n", "a line end"],
  [" sagemaker-endpoint:e_v_i-0a1b2c3d", "a space before"],
  ["sagemaker-endpoint%3Ae_v_i-0a1b2c3d", "percent-encoded: only found, never a whole ID"],
  [`sagemaker-endpoint:${"_".repeat(1_000_000)}`, "a megabyte of underscores"],
])("%j is refused: %s", (text) => {
  expect(parseTargetId(text)).toBeUndefined();
});

test("two spellings of one target have one key", () => {
  const upper = { ...PLACE, endpoint: "MOOD-Model" };
  expect(targetKey(upper)).toBe(targetKey(PLACE));
  expect(targetKey({ ...PLACE, container: "ssm" })).not.toBe(targetKey(PLACE));
});
