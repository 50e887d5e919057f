/** JSON Schema 2020-12, as much of it as is used here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A JSON Schema of values of type T. T is only there for the compiler: it makes a schema that
 * differs from the type of what it describes an error.
 */
export interface Schema<T> {
  readonly json: JsonSchema;
  /** Never there. A function of T to T, so that neither a wider nor a narrower type fits. */
  readonly of?: (value: T) => T;
}

export const text = (description?: string): Schema<string> =>
  schema({ type: "string" }, description);

/** RFC 3339, UTC, milliseconds. */
export const time = (description?: string): Schema<string> =>
  schema({ type: "string", format: "date-time" }, description);

export const day = (description?: string): Schema<string> =>
  schema({ type: "string", format: "date" }, description);

export const count = (description?: string): Schema<number> =>
  schema({ type: "integer", minimum: 0 }, description);

export const whole = (description?: string): Schema<number> =>
  schema({ type: "integer" }, description);

export const flag = (description?: string): Schema<boolean> =>
  schema({ type: "boolean" }, description);

export const nothing = (description?: string): Schema<null> =>
  schema({ type: "null" }, description);

/** One of a closed list; a record, so that the compiler sees that none is left out. */
export const choice = <T extends string>(
  all: Readonly<Record<T, true>>,
  description?: string,
): Schema<T> => schema({ type: "string", enum: Object.keys(all) }, description);

export const list = <T>(items: Schema<T>, description?: string): Schema<readonly T[]> =>
  schema({ type: "array", items: items.json }, description);

/** Texts by names that are not known beforehand. */
export const texts = (description?: string): Schema<Readonly<Record<string, string>>> =>
  schema({ type: "object", additionalProperties: { type: "string" } }, description);

/** The schema, or null. */
export const orNull = <T>({ json }: Schema<T>): Schema<T | null> => {
  if (typeof json["type"] !== "string") return { json: { anyOf: [json, { type: "null" }] } };
  const { enum: all, ...rest } = json;
  const choices = Array.isArray(all) ? { enum: [...all, null] } : {};
  return { json: { ...rest, ...choices, type: [json["type"], "null"] } };
};

type OptionalKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];

/** Every field of T by its name, and nothing else; those that may be missing once more. */
export const object = <T extends object>(
  fields: { readonly [K in keyof T]-?: Schema<Exclude<T[K], undefined>> },
  optional: readonly OptionalKey<T>[] = [],
  description?: string,
): Schema<T> => {
  const entries = Object.entries<Schema<unknown>>(fields as Record<string, Schema<unknown>>);
  const missable: readonly PropertyKey[] = optional;
  return schema(
    {
      type: "object",
      properties: Object.fromEntries(entries.map(([name, { json }]) => [name, json])),
      required: entries.map(([name]) => name).filter((name) => !missable.includes(name)),
      additionalProperties: false,
    },
    description,
  );
};

/** A schema that stands under `components`, by its name. */
export const named = <T>(name: string, _schema: Schema<T>): Schema<T> => ({
  json: { $ref: `#/components/schemas/${name}` },
});

const schema = <T>(json: JsonSchema, description?: string): Schema<T> => ({
  json: description === undefined ? json : { ...json, description },
});
