import type { RecordedSession } from "../recordSession.ts";
import type { Located } from "./locate.ts";
import type { SessionEvidence } from "./sessionEvidence.ts";

/** A session that was played, with all it left behind. */
export interface Played {
  readonly located: Located;
  readonly recorded: RecordedSession;
  readonly endedAt: number;
  readonly evidence: SessionEvidence;
}
