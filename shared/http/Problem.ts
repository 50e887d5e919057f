import { STATUS_CODES } from "node:http";
import type { QueryError } from "../query/QueryError.ts";

/** Every code; the second half is what HTTP itself can refuse. */
export const PROBLEM_CODES = {
  "unknown-question": true,
  "unknown-parameter": true,
  "missing-parameter": true,
  "bad-parameter": true,
  "bad-token": true,
  "not-found": true,
  "not-allowed": true,
  "bad-request": true,
  "no-token": true,
  "foreign-host": true,
  "foreign-origin": true,
  "unknown-path": true,
  "method-not-allowed": true,
  "answer-too-large": true,
  unavailable: true,
  "internal-error": true,
} as const satisfies Readonly<Record<QueryError["code"], true>> & Readonly<Record<string, true>>;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** RFC 9457 problem details; `code` is the member to switch on. */
export interface Problem {
  /** `about:blank` says that `title` is the status' own phrase (RFC 9457, 4.2.1). */
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
}

export const problem = (status: number, code: ProblemCode, detail: string): Problem => ({
  type: "about:blank",
  title: STATUS_CODES[status] ?? "Error",
  status,
  detail,
  code,
});

export const problemOf = ({ status, code, detail }: QueryError): Problem =>
  problem(status, code, detail);
