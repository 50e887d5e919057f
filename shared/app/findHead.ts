import { headSort, readingPartition } from "../session/keys.ts";
import type { ReadingHead } from "../session/ReadingHead.ts";
import { listScopes } from "./ask/scopes.ts";
import type { Store } from "./Store.ts";

export interface FoundHead {
  readonly head: ReadingHead;
  readonly scope: string;
}

/** The session of that ID, withheld ones too, or why none can be named. */
export async function findHead(
  store: Store,
  { account, region }: { readonly account?: string; readonly region?: string },
  sessionId: string,
): Promise<FoundHead | string> {
  const scopes = await listScopes(store, { account: account ?? null, region: region ?? null });
  const heads = await store.load<ReadingHead>(
    scopes.map((scope) => ({
      partition: readingPartition({ kind: "session", scope, sessionId }),
      sort: headSort,
    })),
  );
  const found = heads.flatMap((kept, n) => {
    const scope = scopes[n];
    return kept === undefined || scope === undefined ? [] : { head: kept.value, scope };
  });
  const [only, second] = found;
  const name = JSON.stringify(sessionId.slice(0, 96));
  if (only === undefined)
    return `no session ${name} is known; \`ssmtrail sessions\` lists those that are`;
  if (second !== undefined)
    return `session ${name} is known in ${found.map(({ scope }) => scope).join(" and ")}: give --account and --region`;
  return only;
}
