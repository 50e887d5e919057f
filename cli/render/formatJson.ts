import { harmlessJson } from "../../shared/terminal/harmless.ts";

/** JSON for machines and people: control and bidi characters only as escapes. */
export const formatJson = (value: unknown): string =>
  `${harmlessJson(JSON.stringify(value ?? null, undefined, 2))}\n`;

/** One item a line. */
export const formatJsonLines = (items: readonly unknown[]): string =>
  items.map((item) => `${harmlessJson(JSON.stringify(item ?? null))}\n`).join("");
