import { InvalidArgumentError } from "commander";

/** Names of log groups with commas between them; `NAME*` is a prefix. */
export function logGroupNames(value: string): string[] {
  const names = value.split(",").map((name) => name.trim());
  if (names.some((name) => !/^[A-Za-z0-9._/#-]{1,512}\*?$/.test(name)))
    throw new InvalidArgumentError("give log group names, with commas between them.");
  return names;
}
