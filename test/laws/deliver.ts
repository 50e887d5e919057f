import { ingest } from "../../shared/app/ingest.ts";
import { keepServiceSessions } from "../../shared/app/keepServiceSessions.ts";
import { keepTrail } from "../../shared/app/keepTrail.ts";
import { formatScope } from "../../shared/target/Scope.ts";
import type { ServiceWord } from "./serviceWords.ts";
import type { Ports, Settings } from "../../shared/app/Ports.ts";
import { SESSION_GROUP, SHARED_GROUP, type History } from "./History.ts";
import type { Plan, PlannedDelivery } from "./Plan.ts";

export const settings: Settings = {
  partition: "aws",
  region: "us-east-1",
  sessionLogGroups: [SESSION_GROUP, SHARED_GROUP],
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
  if (one === undefined)
    return deliverWords(ports, account, history.words.slice(start, start + length));
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

async function deliverWords(
  ports: Ports,
  account: string,
  words: readonly ServiceWord[],
): Promise<void> {
  const scope = formatScope({ ...settings, accountId: account });
  for (const word of words)
    if (word.kind === "record")
      await keepTrail(ports, settings, [{ ...word.record, recipientAccountId: account }]);
    else await keepServiceSessions(ports, scope, [word.session], word.asOf);
}
