import { readingPartition } from "../../session/keys.ts";
import { isShown } from "../../session/standingOf.ts";
import type { Store } from "../Store.ts";
import type { Candidate, CandidateRequest } from "./Candidate.ts";
import { commandsOf } from "./commandsOf.ts";
import { mergeCandidates } from "./mergeCandidates.ts";
import { loadDescribed } from "./readings.ts";

/** The commands of one session ID, in whatever scopes it exists. */
export async function* commandsOfSession(
  store: Store,
  sessionId: string,
  request: CandidateRequest,
): AsyncIterable<Candidate> {
  const partitions = request.scopes.map((scope) =>
    readingPartition({ kind: "session", scope, sessionId }),
  );
  const found = await loadDescribed(store, partitions);
  const readings = found.flatMap((one, n) => {
    const partition = partitions[n];
    if (one === undefined || partition === undefined || !isShown(one.head.facts)) return [];
    return commandsOf(store, { ...one, partition }, request);
  });
  yield* mergeCandidates(readings.map((commands) => ({ bound: "~", commands })));
}
