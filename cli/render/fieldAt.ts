import { isObject } from "../../shared/logs/isObject.ts";

/** A field of an item by its path, `evidence.logGroup`, as a cell; lists as JSON where not of plain texts. */
export function fieldAt(item: unknown, path: string): string {
  // A field may be named with a dot by `--query`.
  if (isObject(item) && Object.hasOwn(item, path)) return plainText(item[path]);
  let value = item;
  for (const name of path.split(".")) value = isObject(value) ? value[name] : undefined;
  return plainText(value);
}

/** Any JSON value as one cell. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((each) => typeof each === "string"))
    return value.join(" ");
  return JSON.stringify(value);
}
