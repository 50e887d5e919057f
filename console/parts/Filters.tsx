import { useEffect, useState } from "preact/hooks";
import type { ChangeUrl, UrlState } from "../ask/useUrlState.ts";

export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
}

export const FILTERS: Readonly<Record<string, Filter>> = {
  endpoint: { name: "endpoint", label: "Endpoint", hint: "churn-scorer" },
  container: { name: "container", label: "Container", hint: "container_0" },
  actor: { name: "actor", label: "Actor", hint: "maya" },
  program: { name: "program", label: "Program", hint: "curl" },
  text: { name: "text", label: "Text", hint: "part of a command" },
  since: { name: "since", label: "Since", hint: "7d, 2026-11-22" },
  until: { name: "until", label: "Until", hint: "now" },
};

/** Filters of a page. They stand in the address and nowhere else. */
export function Filters({
  names,
  state,
  change,
}: {
  readonly names: readonly string[];
  readonly state: UrlState;
  readonly change: ChangeUrl;
}) {
  const filters = names.flatMap((name) => FILTERS[name] ?? []);
  const set = filters.some(({ name }) => (state[name] ?? "") !== "");
  const clear = (): void => change(Object.fromEntries(names.map((name) => [name, ""])));
  return (
    <search>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        {filters.map((filter) => (
          <FilterField
            key={filter.name}
            filter={filter}
            value={state[filter.name] ?? ""}
            change={change}
          />
        ))}
        {set && (
          <button type="button" class="secondary outline" onClick={clear}>
            Clear filters
          </button>
        )}
      </form>
    </search>
  );
}

const TYPING_MS = 350;

function FilterField({
  filter: { name, label, hint },
  value,
  change,
}: {
  readonly filter: Filter;
  readonly value: string;
  readonly change: ChangeUrl;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => change({ [name]: typed.trim() }, { replace: true }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, name, change]);
  return (
    <label>
      {label}
      <input
        type="search"
        name={name}
        value={typed}
        placeholder={hint}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </label>
  );
}
