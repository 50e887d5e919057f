import { isInstance } from "../target/isInstance.ts";
import { isName } from "../target/isName.ts";
import { isSessionId } from "./isSessionId.ts";
import { ENDPOINT_ROOTS, type RefusedStream, type Stream, type StreamName } from "./Stream.ts";

export interface StreamQuestion extends StreamName {
  /** Session Manager's log groups; an entry that ends in `*` is a prefix. */
  readonly sessionLogGroups: readonly string[];
}

export function parseStream({ logGroup, logStream, sessionLogGroups }: StreamQuestion): Stream {
  const root = ENDPOINT_ROOTS.find((root) => logGroup.startsWith(root));
  if (root !== undefined) return parseEndpointStream(logGroup.slice(root.length), logStream);
  if (!sessionLogGroups.some((entry) => names(entry, logGroup))) return refused("other-group");
  return isSessionId(logStream)
    ? { kind: "session", sessionId: logStream }
    : refused("bad-session-id");
}

function parseEndpointStream(endpoint: string, logStream: string): Stream {
  if (!isName(endpoint)) return refused("bad-endpoint-name");
  const [variant = "", instance = "", suffix, ...rest] = logStream.split("/", 4);
  if (suffix !== "ssm" || rest.length > 0) return refused("not-ssm-stream");
  if (!isName(variant)) return refused("bad-variant-name");
  if (!isInstance(instance)) return refused("bad-instance-id");
  return { kind: "endpoint", endpoint, variant, instance };
}

const names = (entry: string, logGroup: string): boolean =>
  entry.endsWith("*") ? logGroup.startsWith(entry.slice(0, -1)) : entry === logGroup;

const refused = (reason: RefusedStream): Stream => ({ kind: "refused", reason });
