import { formatScope, parseScope, type Scope } from "../target/Scope.ts";

/** A log stream with its whole identity: what evidence is kept under. */
export interface Lane {
  readonly scope: Scope;
  readonly logGroup: string;
  readonly logStream: string;
}

/** The lane's identity as ASCII text; CloudWatch's names hold no `#` escape we don't undo. */
export const formatLane = (lane: Lane): string =>
  [formatScope(lane.scope), encode(lane.logGroup), encode(lane.logStream)].join("#");

/** The inverse of {@link formatLane}. */
export function parseLane(text: string): Lane | undefined {
  const [scopeText = "", group, stream, ...rest] = text.split("#");
  const scope = parseScope(scopeText);
  const [logGroup, logStream] = [decode(group), decode(stream)];
  if (scope === undefined || logGroup === undefined || logStream === undefined || rest.length > 0)
    return undefined;
  return { scope, logGroup, logStream };
}

function decode(name: string | undefined): string | undefined {
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

// `/` and `$` stay readable; everything else outside a URL's unreserved signs is escaped.
const encode = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replaceAll("%2F", "/");
