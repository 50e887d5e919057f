import { LONGEST_SESSION_MINUTES } from "../session/window.ts";
import type { DataMessage } from "../logs/DataMessage.ts";
import type { LogEventsArrival } from "./Archive.ts";
import type { Delivery } from "./ingest.ts";
import type { Ports, Settings } from "./Ports.ts";

/** Keeps a data message in the archive, where there is one, before anything is made of it. */
export async function archiveMessage(
  { archive }: Pick<Ports, "archive">,
  settings: Pick<Settings, "partition" | "region" | "sessionMinutes">,
  message: DataMessage,
  { read, firstOrdinal, gzip }: Delivery,
  group: Pick<LogEventsArrival, "sessionLog" | "declared">,
): Promise<void> {
  if (archive === undefined) return;
  const { partition, region, sessionMinutes = LONGEST_SESSION_MINUTES } = settings;
  const arrival = {
    kind: "log-events",
    partition,
    region,
    ...group,
    read,
    firstOrdinal,
    ...(sessionMinutes === LONGEST_SESSION_MINUTES ? {} : { sessionMinutes }),
  } as const;
  await archive.keep(
    arrival,
    earliest(message),
    gzip === undefined ? { is: "value", value: asItCame(message) } : { is: "gzip", bytes: gzip },
  );
}

/** As CloudWatch Logs would have sent it; elements that were no events are left out. */
const asItCame = ({ owner, logGroup, logStream, events }: DataMessage): object => ({
  messageType: "DATA_MESSAGE",
  owner,
  logGroup,
  logStream,
  logEvents: events,
});

const earliest = ({ events }: DataMessage): number =>
  events.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity);
