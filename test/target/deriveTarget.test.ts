import * as fc from "fast-check";
import { deriveTarget } from "../../shared/target/deriveTarget.ts";
import { formatTargetId } from "../../shared/target/formatTargetId.ts";
import { parseTargetId } from "../../shared/target/parseTargetId.ts";
import { containerArbitrary, targetIdArbitrary } from "./targetIdArbitrary.ts";

test("both forms are valid target IDs of the same instance, the suffix apart", () => {
  fc.assert(
    fc.property(targetIdArbitrary, containerArbitrary, (place, container) => {
      const { target, alternative } = deriveTarget(place, container);
      const { endpoint, variant, instance } = place;
      expect(parseTargetId(formatTargetId(target))).toEqual({
        endpoint,
        variant,
        instance,
        container,
      });
      expect(parseTargetId(formatTargetId(alternative))).toEqual({ endpoint, variant, instance });
    }),
  );
});
