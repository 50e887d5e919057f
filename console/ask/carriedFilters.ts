import { queryOf, type UrlState } from "./useUrlState.ts";

const CARRIED = ["endpoint", "container", "actor", "since", "until"] as const;

/** The filters that go along from page to page, as a query. */
export const carriedFilters = (state: UrlState): string =>
  queryOf(Object.fromEntries(CARRIED.map((name) => [name, state[name]])));
