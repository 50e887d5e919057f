import type { EngineName } from "../engines/Engine.ts";

/** A case of the contract that an engine can't hold, and why. */
export interface Deviation {
  readonly engine: EngineName;
  readonly title: string;
  readonly reason: string;
}

const noTransaction = "the port rests on no transaction here: what was written stays";

export const deviations: readonly Deviation[] = [
  ...(["dynalite", "dynamodb-local", "moto"] as const).map((engine) => ({
    engine,
    title: "exclusively: work that fails leaves nothing behind",
    reason: noTransaction,
  })),
  ...(["dynalite", "dynamodb-local", "moto"] as const).map((engine) => ({
    engine,
    title: "exclusively: a write beside work that fails stays",
    reason: noTransaction,
  })),
];

export const deviationOf = (engine: EngineName, title: string): string | undefined =>
  deviations.find((each) => each.engine === engine && each.title === title)?.reason;
