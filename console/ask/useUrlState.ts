import { useCallback, useMemo } from "preact/hooks";
import { useLocation, useSearch } from "wouter-preact";

/** What the address says after its `?`: all of a page's state, so that a page can be shared. */
export type UrlState = Readonly<Record<string, string>>;

/** Empty values leave the address. `replace` writes no step into the history, as for typing. */
export type ChangeUrl = (change: UrlState, how?: { readonly replace: boolean }) => void;

export function useUrlState(): [UrlState, ChangeUrl] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search]);
  const change = useCallback<ChangeUrl>(
    (wanted, { replace } = { replace: false }) => {
      navigate(`${path}${queryOf({ ...state, ...wanted })}`, { replace });
    },
    [path, state, navigate],
  );
  return [state, change];
}

/** `?a=b`, without what is empty; nothing where all is. */
export function queryOf(state: Readonly<Record<string, string | undefined>>): string {
  const told = Object.entries(state).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
  );
  return told.length === 0 ? "" : `?${new URLSearchParams(told).toString()}`;
}
