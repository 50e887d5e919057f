import type { Settings } from "../shared/app/Ports.ts";
import { parseScope, UNKNOWN } from "../shared/target/Scope.ts";

/** What is read of that scope, with these session log groups. */
export function settingsOf(
  scope: string,
  sessionLogGroups: readonly string[],
  declared: boolean,
): Settings {
  const { partition, region } = parseScope(scope) ?? { partition: UNKNOWN, region: UNKNOWN };
  return {
    partition,
    region,
    sessionLogGroups,
    declaredLogGroups: declared ? sessionLogGroups : [],
  };
}
