import { completenessOf, type Completeness, type Coverage } from "../../session/Coverage.ts";
import { groupsCoverageSort } from "../../session/keys.ts";
import type { Store } from "../Store.ts";
import { listGroupCoverage, loadOther } from "./keepCoverage.ts";

/** How far the log groups of these scopes were re-read, or those that concern one endpoint. */
export async function completenessAbout(
  store: Store,
  scopes: readonly string[],
  endpoint: string | null,
): Promise<Completeness | null> {
  const all: Coverage[] = [];
  for (const scope of scopes)
    if (endpoint === null) all.push(await loadOther(store, scope, "whole"));
    else all.push(...(await endpointCoverage(store, scope, endpoint)));
  return completenessOf(all);
}

/** Transcripts lie in session log groups, whichever endpoint they are of. */
async function endpointCoverage(
  store: Store,
  scope: string,
  endpoint: string,
): Promise<Coverage[]> {
  const own = await listGroupCoverage(store, scope, groupsCoverageSort(endpoint));
  const sessions = await listGroupCoverage(store, scope, groupsCoverageSort(null));
  const list = await loadOther(store, scope, "groups");
  return [list, ...[...own, ...sessions].filter(({ gone }) => gone === null)];
}
