import { ingest } from "../../shared/app/ingest.ts";
import type { Ports, Settings } from "../../shared/app/Ports.ts";
import { SESSION_GROUP, type History } from "./History.ts";
import type { Plan, PlannedDelivery } from "./Plan.ts";

export const settings: Settings = {
  partition: "aws",
  region: "us-east-1",
  sessionLogGroups: [SESSION_GROUP],
  declaredLogGroups: [SESSION_GROUP],
};

/** Brings a history into the index as one account's, by that plan. */
export async function deliver(
  ports: Ports,
  account: string,
  history: History,
  plan: Plan,
): Promise<void> {
  let n = 0;
  for (const wave of plan)
    await Promise.all(
      wave.map((delivery) => deliverOne(ports, account, history, delivery, `attempt-${n++}`)),
    );
}

export async function deliverOne(
  ports: Ports,
  account: string,
  history: History,
  { lane, start, length }: PlannedDelivery,
  attemptId: string,
): Promise<void> {
  const one = history.lanes[lane];
  if (one === undefined) return;
  const message = {
    owner: account,
    logGroup: one.logGroup,
    logStream: one.logStream,
    subscriptionFilters: [],
    events: one.events.slice(start, start + length),
    rejected: [],
  };
  await ingest(ports, settings, message, { attemptId, read: "read", firstOrdinal: start });
}
