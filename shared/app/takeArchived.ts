import { parseStream } from "../logs/parseStream.ts";
import { readDataMessage } from "../logs/readDataMessage.ts";
import type { DataMessage } from "../logs/DataMessage.ts";
import { headSort, readingPartition, type Key } from "../session/keys.ts";
import { packFragments } from "../session/packFragments.ts";
import type { LogEventsArrival, Opened } from "./Archive.ts";
import { blankMessage } from "./blankMessage.ts";
import { ingest } from "./ingest.ts";
import { fragmentKey } from "./keepEvidence.ts";
import { formatScope } from "../target/Scope.ts";
import { parseReportedSession } from "../trail/parseReportedSession.ts";
import { keepServiceSessions } from "./keepServiceSessions.ts";
import { keepTrail, trailKeyOf } from "./keepTrail.ts";
import { laneOf } from "./laneOf.ts";
import type { Ports, Settings } from "./Ports.ts";

export type ArchivedPayload = Extract<Opened, { readonly is: "payload" }>;

/** Takes an archived payload in as it was taken in when it came. Says how much it held. */
export async function takeArchived(
  ports: Ports,
  name: string,
  { arrival, value }: ArchivedPayload,
): Promise<{ readonly events: number; readonly records: number }> {
  switch (arrival.kind) {
    case "log-events": {
      const message = messageOf(value);
      if (message === undefined) return NOTHING;
      const { read, firstOrdinal } = arrival;
      const delivery = { attemptId: ports.hash(name).slice(0, 24), read, firstOrdinal };
      await ingest(ports, settingsOf(arrival, message), message, delivery);
      return { events: message.events.length, records: 0 };
    }
    case "trail-records": {
      const records = Array.isArray(value) ? value : [];
      await keepTrail(ports, arrival, records);
      return { events: 0, records: records.length };
    }
    case "described-sessions": {
      const scope = formatScope({ ...arrival, accountId: arrival.account });
      await keepServiceSessions(ports, scope, Array.isArray(value) ? value : [], arrival.asOf);
      return NOTHING;
    }
    default:
      return arrival satisfies never;
  }
}

const NOTHING = { events: 0, records: 0 };

/** What the index must hold of the payload. */
export async function keysOfArchived(
  ports: Pick<Ports, "store" | "hash" | "sign">,
  { arrival, value }: ArchivedPayload,
): Promise<readonly Key<unknown>[]> {
  switch (arrival.kind) {
    case "log-events": {
      const message = messageOf(value);
      if (message === undefined) return [];
      const { sessionLogGroups } = settingsOf(arrival, message);
      const stream = parseStream({ ...message, sessionLogGroups });
      if (stream.kind === "refused") return [];
      const lane = laneOf(arrival, message);
      const { events } = await blankMessage(ports, lane, stream, message);
      const { read, firstOrdinal } = arrival;
      const fragments = packFragments(lane, read, events, firstOrdinal);
      return fragments.map((fragment) => fragmentKey(fragment, ports.hash));
    }
    case "trail-records":
      return (Array.isArray(value) ? value : []).flatMap(
        (record) => trailKeyOf(arrival, record) ?? [],
      );
    case "described-sessions": {
      const scope = formatScope({ ...arrival, accountId: arrival.account });
      return (Array.isArray(value) ? value : []).flatMap((one) => {
        const { sessionId } = parseReportedSession(one) ?? {};
        if (sessionId === undefined) return [];
        const ref = { kind: "session", scope, sessionId } as const;
        return { partition: readingPartition(ref), sort: headSort };
      });
    }
    default:
      return arrival satisfies never;
  }
}

function messageOf(value: unknown): DataMessage | undefined {
  const decoded = readDataMessage(value);
  return decoded.kind === "data" ? decoded.message : undefined;
}

export const settingsOf = (
  { partition, region, sessionLog, declared, sessionMinutes }: LogEventsArrival,
  { logGroup }: DataMessage,
): Settings => ({
  partition,
  region,
  sessionLogGroups: sessionLog ? [logGroup] : [],
  declaredLogGroups: declared ? [logGroup] : [],
  ...(sessionMinutes === undefined ? {} : { sessionMinutes }),
});
