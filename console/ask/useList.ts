import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ListAnswer, Missing } from "../../shared/query/Answer.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { fetchAnswer, type AskError, type Given } from "./fetchAnswer.ts";
import { toAskError } from "./useAnswer.ts";

export interface List<T> {
  readonly items: readonly T[];
  /** Null until the first page came. */
  readonly missing: Missing | null;
  readonly examined: ListAnswer<T>["examined"] | null;
  /** More remains: a number of items says "at least". */
  readonly more: boolean;
  readonly waiting: boolean;
  readonly error: AskError | null;
}

const EMPTY = {
  items: [],
  missing: null,
  examined: null,
  more: false,
  waiting: true,
  error: null,
} as const;

/**
 * A list that grows by pages as far as it is looked at. `wanted`: go on by itself until so many
 * items came.
 */
export function useList<T>(
  ask: Ask,
  given: Given,
  { pageSize, wanted }: { readonly pageSize: number; readonly wanted: number },
): [List<T>, () => void] {
  const [list, setList] = useState<List<T>>(EMPTY);
  const next = useRef<string | null>(null);
  const asking = useRef<AbortController | null>(null);
  const key = JSON.stringify([ask, given]);

  const load = useCallback(
    async (asked: AbortController): Promise<void> => {
      let had = 0;
      for (;;) {
        const nextToken = next.current ?? undefined;
        const page = await fetchAnswer<ListAnswer<T>>(
          ask,
          { ...given, maxResults: String(pageSize), nextToken },
          asked.signal,
        );
        if (asked.signal.aborted) return;
        next.current = page.nextToken;
        had += page.items.length;
        // A page may be empty and more lie behind it.
        const goOn = page.nextToken !== null && had < wanted;
        setList((was) => ({
          items: nextToken === undefined ? page.items : [...was.items, ...page.items],
          missing: page.missing,
          examined: page.examined ?? null,
          more: page.nextToken !== null,
          waiting: goOn,
          error: null,
        }));
        if (!goOn) return;
      }
    },
    [key],
  );

  const start = useCallback(() => {
    const asked = new AbortController();
    asking.current = asked;
    load(asked)
      .catch((failure: unknown) => {
        if (!asked.signal.aborted)
          setList((was) => ({ ...was, waiting: false, error: toAskError(failure) }));
      })
      .finally(() => {
        if (asking.current === asked) asking.current = null;
      });
  }, [load]);

  useEffect(() => {
    next.current = null;
    setList(EMPTY);
    start();
    return () => {
      asking.current?.abort();
      asking.current = null;
    };
  }, [start]);

  const loadMore = useCallback(() => {
    if (asking.current !== null || next.current === null) return;
    setList((was) => ({ ...was, waiting: true }));
    start();
  }, [start]);
  return [list, loadMore];
}
