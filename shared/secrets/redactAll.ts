import { marksIn } from "./secretMark.ts";
import type { Redactor } from "./Redactor.ts";

/** What the caller gets back as it is, to ask with again; none is made of what people typed. */
const AS_THEY_ARE: ReadonlySet<string> = new Set(["nextToken"]);

/**
 * A value of plain JSON with every text in it redacted, whatever it is called. Of a parameter,
 * `{ name, values }`, the name tells what the values are.
 */
export function redactAll<T>(redactor: Redactor, value: T): T {
  return mapTexts(value, (text, name) => redactNamed(redactor, name, text)) as T;
}

function redactNamed(redactor: Redactor, name: string | undefined, text: string): string {
  const shown = redactor.redact(text);
  if (name === undefined || shown !== text || marksIn(text).length > 0) return shown;
  const probe = `${name.slice(0, LONGEST_NAME)}=${PROBE}`;
  return redactor.redact(probe) === probe ? text : redactor.hide(text, "parameter");
}

const LONGEST_NAME = 128;
/** Whatever stands for a secret is one under a secret's name. */
const PROBE = "Zq8xT3vK9mW2";

/** How many marks the texts of a value have. */
export function countMarks(value: unknown): number {
  let count = 0;
  mapTexts(value, (text) => {
    count += marksIn(text).length;
    return text;
  });
  return count;
}

type Each = (text: string, name: string | undefined) => string;

function mapTexts(value: unknown, each: Each, name?: string): unknown {
  if (typeof value === "string") return value === "" ? value : each(value, name);
  if (Array.isArray(value)) return value.map((one: unknown) => mapTexts(one, each, name));
  if (typeof value !== "object" || value === null) return value;
  const named = "name" in value && typeof value.name === "string" ? value.name : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([field, one]: [string, unknown]) => [
      field,
      AS_THEY_ARE.has(field) ? one : mapTexts(one, each, VALUES.has(field) ? named : undefined),
    ]),
  );
}

const VALUES: ReadonlySet<string> = new Set(["value", "values"]);
