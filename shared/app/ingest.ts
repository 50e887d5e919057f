import type { DataMessage } from "../logs/DataMessage.ts";
import { parseStream } from "../logs/parseStream.ts";
import type { RefusedStream } from "../logs/Stream.ts";
import { LONGEST_SESSION_MINUTES } from "../session/window.ts";
import { packFragments } from "../session/packFragments.ts";
import { archiveMessage } from "./archiveMessage.ts";
import { blankMessage } from "./blankMessage.ts";
import { ingestEndpoint } from "./ingestEndpoint.ts";
import { ingestSession } from "./ingestSession.ts";
import { laneOf } from "./laneOf.ts";
import type { Ports, Settings } from "./Ports.ts";

/** How a data message came. */
export interface Delivery {
  /** The same for a repeated try at the same delivery. */
  readonly attemptId: string;
  /** The read that events without IDs belong to, and how many of the stream's came before in it. */
  readonly read: string;
  readonly firstOrdinal: number;
  /** The message as it came, gzip, for the archive. */
  readonly gzip?: Uint8Array | undefined;
}

export interface IngestReport {
  readonly events: number;
  /** Events that were held already. */
  readonly duplicates: number;
  /** Elements of the message that were no events. */
  readonly rejected: number;
  /** Session records that could not be read. */
  readonly broken: number;
  /** Lines of an endpoint's stream that fit no known kind; kept. */
  readonly unrecognised: number;
  readonly refused: RefusedStream | null;
}

/** One data message into the index. Throws only where the world is broken; then deliver it again. */
export async function ingest(
  ports: Ports,
  settings: Settings,
  arrived: DataMessage,
  delivery: Delivery,
): Promise<IngestReport> {
  const stream = parseStream({ ...arrived, sessionLogGroups: settings.sessionLogGroups });
  const report = {
    events: arrived.events.length,
    duplicates: 0,
    rejected: arrived.rejected.length,
    broken: 0,
    unrecognised: 0,
    refused: null,
  };
  if (stream.kind === "refused") return { ...report, refused: stream.reason };
  const lane = laneOf(settings, arrived);
  const message = await blankMessage(ports, lane, stream, arrived);
  const fragments = packFragments(lane, delivery.read, message.events, delivery.firstOrdinal);
  if (fragments.length === 0) return report;
  const declared = settings.declaredLogGroups.includes(message.logGroup);
  // What came holds the text that was removed; the archive must not.
  const raw = message === arrived ? delivery : { ...delivery, gzip: undefined };
  await archiveMessage(ports, settings, message, raw, {
    sessionLog: stream.kind === "session",
    declared,
  });
  return ports.store.exclusively(async () => {
    const longest = settings.sessionMinutes ?? LONGEST_SESSION_MINUTES;
    const from = { ports, lane, fragments, attemptId: delivery.attemptId, longest };
    const { kept, broken, unrecognised } =
      stream.kind === "endpoint"
        ? await ingestEndpoint(from, stream)
        : await ingestSession(from, stream, declared);
    return { ...report, duplicates: kept.duplicates, broken, unrecognised };
  });
}
