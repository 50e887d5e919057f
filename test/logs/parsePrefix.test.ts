import * as fc from "fast-check";
import { parsePrefix } from "../../shared/logs/parsePrefix.ts";
import { containerArbitrary } from "../target/targetIdArbitrary.ts";

test("any container, any gap, any text", () => {
  fc.assert(
    fc.property(containerArbitrary, fc.nat({ max: 5 }), fc.string(), (container, spaces, rest) => {
      const text = `${" ".repeat(spaces)}${rest}`;
      const gap = text.length - text.replace(/^ */, "").length;
      expect(parsePrefix(`[sagemaker ssm logs][${container}]${text}`)).toEqual({
        container,
        gap,
        text,
      });
    }),
  );
});

test.each([
  ["", "nothing"],
  ["[sagemaker ssm logs]", "no container"],
  ["[sagemaker ssm logs] [c] x", "a space between"],
  ["[sagemaker ssm logs][] x", "an empty container"],
  ["[sagemaker ssm logs][a b] x", "a space in it"],
  ["[sagemaker ssm logs][a_b] x", "only default names hold an underscore"],
  ["[sagemaker ssm logs][c x", "never closed"],
  [`[sagemaker ssm logs][${"c".repeat(1_000_000)}`, "never closed, a megabyte long"],
  [` [sagemaker ssm logs][c] x`, "not at the start"],
  ["[SageMaker SSM logs][c] x", "another case"],
])("%j is no prefix: %s", (message) => {
  expect(parsePrefix(message)).toBeUndefined();
});
