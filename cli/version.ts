import { readFileSync } from "node:fs";
import { isObject } from "../shared/logs/isObject.ts";
import { parseJson } from "../shared/logs/parseJson.ts";

/** The package's version, as its package.json beside the bundle says. */
export function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const manifest = parseJson(text);
  return isObject(manifest) && typeof manifest.version === "string" ? manifest.version : "unknown";
}
