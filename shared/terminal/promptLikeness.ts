/** True when two prompts differ in names only: their punctuation is the same. */
export function isSameShape(one: string, other: string): boolean {
  return skeleton(one) === skeleton(other);
}

/** Two prints of a prompt that changes more than names still end and begin alike. */
export function isAlike(one: string, other: string): boolean {
  return (
    one !== "" &&
    one.at(-1) === other.at(-1) &&
    (one.length < 4 || one.slice(0, 3) === other.slice(0, 3))
  );
}

function skeleton(mask: string): string {
  return mask.replace(/[\w.-]+/g, "w");
}
