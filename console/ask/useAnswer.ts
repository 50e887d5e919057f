import { useEffect, useState } from "preact/hooks";
import type { Ask } from "../../shared/query/Question.ts";
import { AskError, fetchAnswer, type Given } from "./fetchAnswer.ts";

export type Answer<T> =
  | { readonly is: "waiting"; readonly before: T | null }
  | { readonly is: "there"; readonly answer: T }
  | { readonly is: "refused"; readonly error: AskError };

/** The answer to one question; asked again when the question changes. Null asks nothing. */
export function useAnswer<T>(ask: Ask, given: Given | null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ is: "waiting", before: null });
  const key = JSON.stringify([ask, given]);
  useEffect(() => {
    if (given === null) return undefined;
    const asking = new AbortController();
    setAnswer((was) => ({ is: "waiting", before: was.is === "there" ? was.answer : null }));
    fetchAnswer<T>(ask, given, asking.signal).then(
      (told) => setAnswer({ is: "there", answer: told }),
      (failure: unknown) => {
        if (!asking.signal.aborted) setAnswer({ is: "refused", error: toAskError(failure) });
      },
    );
    return () => asking.abort();
    // `key` is the question.
  }, [key]);
  return answer;
}

export const toAskError = (failure: unknown): AskError =>
  failure instanceof AskError ? failure : new AskError("failed", String(failure));
