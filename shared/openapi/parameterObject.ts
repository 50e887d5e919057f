import { DEFAULT_RESULTS, LONGEST_VALUE, MOST_RESULTS } from "../query/limits.ts";
import type { Parameter } from "../query/parameters.ts";

/** A parameter as the contract says it. */
export const parameterObject = (parameter: Parameter): object => ({
  name: parameter.name,
  in: "query",
  required: parameter.required,
  description: parameter.about,
  schema: schemaOf(parameter),
});

function schemaOf({ kind, choices }: Parameter): object {
  switch (kind) {
    case "text":
      return { type: "string", maxLength: LONGEST_VALUE };
    case "time":
      return { type: "string", examples: ["2026-11-22T10:00:00Z", "2026-11-22", "24h"] };
    case "count":
      return { type: "integer", minimum: 1, maximum: MOST_RESULTS, default: DEFAULT_RESULTS };
    case "flag":
      return { type: "boolean", default: false };
    case "choice":
      return { type: "string", enum: choices ?? [], default: choices?.[0] };
    default:
      return kind satisfies never;
  }
}
