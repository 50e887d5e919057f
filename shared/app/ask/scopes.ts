import type { ScopeFilter } from "../../query/Question.ts";
import { scopesPartition } from "../../session/keys.ts";
import { compare } from "../../session/Position.ts";
import { parseScope } from "../../target/Scope.ts";
import type { Store } from "../Store.ts";

/** The scopes that hold anything and pass the filter, in byte order. */
export async function listScopes(
  store: Store,
  { account, region }: ScopeFilter,
): Promise<string[]> {
  const scopes: string[] = [];
  const range = account === null ? {} : { from: `${account}/`, to: `${account}/~` };
  for await (const { value } of store.list<string>({ partition: scopesPartition, ...range })) {
    const scope = parseScope(value);
    const passes =
      scope !== undefined &&
      (account === null || scope.accountId === account) &&
      (region === null || scope.region === region);
    if (passes) scopes.push(value);
  }
  return scopes.sort(compare);
}
