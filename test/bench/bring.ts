import { ingest } from "../../shared/app/ingest.ts";
import type { Ports, Settings } from "../../shared/app/Ports.ts";
import type { BenchLane } from "./makeEvidence.ts";

const settings: Settings = {
  partition: "aws",
  region: "us-east-1",
  sessionLogGroups: ["/ssm/session-logs"],
  declaredLogGroups: ["/ssm/session-logs"],
};

let attempts = 0;

/** Delivers a lane's events in runs of `size`. */
export async function bring(ports: Ports, lane: BenchLane, size: number): Promise<void> {
  for (let start = 0; start < lane.events.length; start += size)
    await bringSome(ports, lane, start, size);
}

export async function bringSome(
  ports: Ports,
  { logGroup, logStream, events }: BenchLane,
  start: number,
  size: number,
): Promise<void> {
  const message = {
    owner: "111122223333",
    logGroup,
    logStream,
    subscriptionFilters: [],
    events: events.slice(start, start + size),
    rejected: [],
  };
  const attemptId = `bench-${attempts++}`;
  await ingest(ports, settings, message, { attemptId, read: "live", firstOrdinal: start });
}
