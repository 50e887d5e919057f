/** A bad request, as a value: RFC 9457 problem details. */
export interface QueryError {
  readonly status: 400 | 403 | 404;
  readonly code:
    | "unknown-question"
    | "unknown-parameter"
    | "missing-parameter"
    | "bad-parameter"
    | "bad-token"
    | "not-found"
    | "not-allowed";
  /** One sentence: what, where and what to do. */
  readonly detail: string;
}

export type Answered<T> =
  { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly error: QueryError };

export const refuse = (
  status: QueryError["status"],
  code: QueryError["code"],
  detail: string,
): { ok: false; error: QueryError } => ({ ok: false, error: { status, code, detail } });

export const answer = <T>(value: T): Answered<T> => ({ ok: true, answer: value });
