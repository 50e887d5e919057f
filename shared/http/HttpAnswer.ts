import type { Problem } from "./Problem.ts";

/**
 * An HTTP response as plain values. Not the web's Request and Response: touching those loads Node's
 * fetch, a third of a function's cold start.
 */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers are nobody's page: not kept, not sniffed, not run, not read by another site. */
const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

export const jsonAnswer = (body: string): HttpAnswer => ({
  status: 200,
  headers: { ...HEADERS, "content-type": "application/json; charset=utf-8" },
  body,
});

export const problemAnswer = (
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status: problem.status,
  headers: { ...HEADERS, ...headers, "content-type": "application/problem+json; charset=utf-8" },
  body: JSON.stringify(problem),
});
