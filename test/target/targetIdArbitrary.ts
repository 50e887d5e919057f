import * as fc from "fast-check";

const alphanumeric = fc.constantFrom(
  ...Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
);
const inner = fc.oneof(
  { weight: 4, arbitrary: alphanumeric },
  { weight: 1, arbitrary: fc.constant("-") },
);

/** A name of SageMaker's: 1 to 63 characters, no hyphen at either end. */
export const nameArbitrary = fc.oneof(
  alphanumeric,
  fc
    .tuple(alphanumeric, fc.string({ unit: inner, maxLength: 61 }), alphanumeric)
    .map((parts) => parts.join("")),
);

export const instanceArbitrary = fc
  .string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), minLength: 8, maxLength: 17 })
  .map((digits) => `i-${digits}`);

export const containerArbitrary = fc.oneof(
  nameArbitrary,
  fc.nat({ max: 14 }).map((n) => `container_${n}`),
);

const place = { endpoint: nameArbitrary, variant: nameArbitrary, instance: instanceArbitrary };

export const targetIdArbitrary = fc.oneof(
  fc.record(place),
  fc.record({ ...place, container: containerArbitrary }),
);
