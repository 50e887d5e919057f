import { search } from "jmespath";
import { usageError } from "../CliError.ts";

/** The part of an answer that a JMESPath expression names. */
export function takePart(answer: unknown, expression: string): unknown {
  try {
    return search(answer, expression);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageError(
      `--query ${JSON.stringify(expression)} is no JMESPath expression (${why}): see https://jmespath.org`,
    );
  }
}
