import type { Claim, Facts } from "./Facts.ts";

/** Commands that CloudTrail says the session's document was started with. */
export const startedCommands = (facts: Facts): Claim[] =>
  (facts.service?.started ?? []).flatMap(({ parameters, at }) =>
    parameters
      .filter(({ name }) => name === "command")
      .flatMap(({ values }) => values.map((value) => ({ value, at }))),
  );
