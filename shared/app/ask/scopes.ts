import type { ScopeFilter } from "../../query/Question.ts";
import { scopesPartition } from "../../session/keys.ts";
import { parseScope } from "../../target/Scope.ts";
import type { Store } from "../Store.ts";

/** The scopes that hold anything and pass the filter, in byte order. */
export async function listScopes(
  store: Store,
  { account, region }: ScopeFilter,
): Promise<string[]> {
  const scopes: string[] = [];
  for await (const { sort } of store.list({ partition: scopesPartition })) {
    const scope = parseScope(sort);
    const passes =
      scope !== undefined &&
      (account === null || scope.accountId === account) &&
      (region === null || scope.region === region);
    if (passes) scopes.push(sort);
  }
  return scopes;
}
