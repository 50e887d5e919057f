import { StoreError } from "../app/StoreError.ts";
import { problem, type Problem } from "./Problem.ts";

/** What a caller is told of a broken world: whether asking again may help, and nothing of its inside. */
export const failureProblem = (failure: unknown): Problem =>
  failure instanceof StoreError && (failure.code === "overloaded" || failure.code === "contended")
    ? problem(503, "unavailable", "the store is overloaded: ask again in a few seconds")
    : problem(500, "internal-error", "the question could not be answered; the log says why");
