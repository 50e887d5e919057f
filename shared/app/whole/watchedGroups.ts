import { isName } from "../../target/isName.ts";
import { ENDPOINT_ROOTS } from "../../logs/Stream.ts";
import type { GroupSummary, LogReader } from "../sources/LogReader.ts";
import type { WatchedGroup } from "./keepCoverage.ts";

export interface Watched extends WatchedGroup {
  readonly summary: GroupSummary;
}

/** The endpoint whose log group that is; null where it is none's. */
export function endpointOf(logGroup: string): string | null {
  const root = ENDPOINT_ROOTS.find((one) => logGroup.startsWith(one));
  const endpoint = root === undefined ? "" : logGroup.slice(root.length);
  return isName(endpoint) ? endpoint : null;
}

/** Every endpoint's log group, in both spellings, and the session log groups that there are. */
export async function* watchedGroups(
  reader: LogReader,
  sessionLogGroups: readonly string[],
  endpoints: readonly string[] | null = null,
): AsyncGenerator<Watched> {
  const seen = new Set<string>();
  const once = (summary: GroupSummary): boolean => {
    const fresh = !seen.has(summary.logGroup);
    seen.add(summary.logGroup);
    return fresh;
  };
  const wanted = endpoints === null ? null : new Set(endpoints.map((name) => name.toLowerCase()));
  for (const root of ENDPOINT_ROOTS)
    for await (const summary of reader.listGroups(root)) {
      const endpoint = endpointOf(summary.logGroup);
      if (endpoint === null || wanted?.has(endpoint.toLowerCase()) === false) continue;
      if (once(summary)) yield { logGroup: summary.logGroup, endpoint, summary };
    }
  for (const entry of sessionLogGroups) {
    const isPrefix = entry.endsWith("*");
    const prefix = isPrefix ? entry.slice(0, -1) : entry;
    for await (const summary of reader.listGroups(prefix)) {
      const { logGroup } = summary;
      if (endpointOf(logGroup) !== null || (!isPrefix && logGroup !== entry)) continue;
      if (once(summary)) yield { logGroup, endpoint: null, summary };
    }
  }
}
