import { DEFAULT_RESULTS, LONGEST_VALUE, MOST_RESULTS } from "./limits.ts";
import { parameters, type Parameter } from "./parameters.ts";
import { parseTime } from "./parseTime.ts";
import type { Ask, Question } from "./Question.ts";
import { answer, refuse, type Answered } from "./QueryError.ts";

/** The question that these parameters ask, or why they ask none. */
export function parseQuestion(
  ask: Ask,
  given: Readonly<Record<string, string>>,
  now: number,
): Answered<Question> {
  const known = parameters[ask];
  for (const name of Object.keys(given))
    if (!known.some((parameter) => parameter.name === name))
      return refuse(
        400,
        "unknown-parameter",
        `${ask} takes no ${JSON.stringify(name.slice(0, 64))}; it takes ${known.map((p) => p.name).join(", ")}`,
      );
  const values: Record<string, string | number | boolean | null> = {};
  for (const parameter of known) {
    const value = parseValue(ask, parameter, given[parameter.name], now);
    if (!value.ok) return value;
    values[parameter.name] = value.answer;
  }
  if (known.some(({ kind }) => kind === "time"))
    values.asked = `${given.since ?? ""}|${given.until ?? ""}`;
  // Each question's fields are its parameters: `parameters` is what the type says of them.
  return answer({ ask, ...values } as unknown as Question);
}

function parseValue(
  ask: Ask,
  parameter: Parameter,
  given: string | undefined,
  now: number,
): Answered<string | number | boolean | null> {
  const { name, kind } = parameter;
  if (given === undefined || given === "") {
    if (parameter.required)
      return refuse(400, "missing-parameter", `${ask} needs ${name}: ${parameter.about}`);
    if (kind === "count") return answer(DEFAULT_RESULTS);
    if (kind === "flag") return answer(false);
    return answer(kind === "choice" ? (parameter.choices?.[0] ?? null) : null);
  }
  const bad = (why: string): Answered<never> =>
    refuse(400, "bad-parameter", `${name} ${JSON.stringify(given.slice(0, 64))} ${why}`);
  if (given.length > LONGEST_VALUE) return bad(`is longer than ${LONGEST_VALUE} characters`);
  switch (kind) {
    case "text":
      return answer(given);
    case "time": {
      const time = parseTime(given, now, name === "until" ? "until" : "since");
      return time === undefined
        ? bad("is no time: give RFC 3339 (2026-11-22T10:00:00Z), a date, or 30m, 24h, 7d, 2w")
        : answer(time);
    }
    case "count": {
      const count = /^[0-9]{1,4}$/.test(given) ? Number(given) : 0;
      return count >= 1 && count <= MOST_RESULTS
        ? answer(count)
        : bad(`is no count from 1 to ${MOST_RESULTS}`);
    }
    case "flag":
      return given === "true" || given === "false"
        ? answer(given === "true")
        : bad("is neither true nor false");
    case "choice":
      return parameter.choices?.includes(given) === true
        ? answer(given)
        : bad(`is none of ${parameter.choices?.join(", ") ?? "the choices"}`);
    default:
      return kind satisfies never;
  }
}
