import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ingest } from "../shared/app/ingest.ts";
import { keepTrail } from "../shared/app/keepTrail.ts";
import type { Ports, Settings } from "../shared/app/Ports.ts";
import { gunzip } from "../shared/aws/gunzip.ts";
import { decodeSubscription } from "../shared/logs/decodeSubscription.ts";
import { isObject } from "../shared/logs/isObject.ts";
import { CliError } from "./CliError.ts";
import { EXIT } from "./ExitCode.ts";
import { subscriptionEvent } from "./subscriptionEvent.ts";

export interface Loaded {
  readonly subscriptionEvents: number;
  readonly logEvents: number;
  readonly trailRecords: number;
}

const LINES = ".jsonl.gz";

/**
 * Puts the recorded evidence through the way that it takes on Lambda: each data message as one
 * subscription event, decoded and ingested as the function does it.
 */
export async function loadExamples(
  ports: Ports,
  settings: Settings,
  folder: string,
): Promise<Loaded> {
  let [subscriptionEvents, logEvents] = [0, 0];
  const records: unknown[] = [];
  for (const document of documentsIn(folder)) {
    if (!isObject(document) || document.messageType === undefined) {
      records.push(document);
      continue;
    }
    logEvents += await deliver(ports, settings, subscriptionEvent(document));
    subscriptionEvents++;
  }
  const trail = await keepTrail(ports, settings, records);
  return { subscriptionEvents, logEvents, trailRecords: trail.kept + trail.duplicates };
}

function documentsIn(folder: string): unknown[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(LINES));
  if (names.length === 0)
    throw new CliError(
      EXIT.wrong,
      `${folder} holds no recorded evidence (*${LINES}): install ssmtrail again`,
    );
  return names.sort().flatMap((name) =>
    gunzipSync(readFileSync(join(folder, name)))
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line)),
  );
}

/** As the function does it; the read's name is the event's own, so that a second start adds nothing. */
async function deliver(
  ports: Ports,
  settings: Settings,
  event: { awslogs: { data: string } },
): Promise<number> {
  const decoded = decodeSubscription(event, gunzip);
  if (decoded.kind !== "data") return 0;
  const attemptId = createHash("sha256").update(event.awslogs.data).digest("hex").slice(0, 24);
  const delivery = { attemptId, read: "live", firstOrdinal: 0 };
  const { events } = await ingest(ports, settings, decoded.message, delivery);
  return events;
}
