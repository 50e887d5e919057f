import type { EndpointStream, SessionStream, StreamName } from "./Stream.ts";

/**
 * The inverse of `parseStream`. `root` is what the parsed form doesn't keep: one of
 * `ENDPOINT_ROOTS`, or a session's whole log group.
 */
export function formatStream(stream: EndpointStream | SessionStream, root: string): StreamName {
  if (stream.kind === "session") return { logGroup: root, logStream: stream.sessionId };
  const { endpoint, variant, instance } = stream;
  return { logGroup: `${root}${endpoint}`, logStream: `${variant}/${instance}/ssm` };
}
