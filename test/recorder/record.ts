import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Account } from "./account/Account.ts";
import { batchEvents, type DataMessage } from "./account/DataMessage.ts";
import { launchEvents } from "./account/launchEvents.ts";
import { locate } from "./account/locate.ts";
import type { Played } from "./account/Played.ts";
import { seededRandom } from "./account/seededRandom.ts";
import { sessionEvidence } from "./account/sessionEvidence.ts";
import { deniedRecord, trailRecords, type TrailRecord } from "./account/trailRecords.ts";
import { formatTruth } from "./account/formatTruth.ts";
import { recordSession, type RecordedSession } from "./recordSession.ts";
import type { Scenario } from "./Scenario.ts";

const FOLDER = join(process.cwd(), "test", "recorder");
// How long a session that is ended from outside had been left alone.
const IDLE_SECONDS = 47;
const OUT = join(process.cwd(), "examples");

/** `npm run record`: records every session of `account.json` anew and writes `examples/`. */
async function record(): Promise<void> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new Error("recording needs Linux and root: examples/README.md says what else");
  }
  const account = readJson(join(FOLDER, "account.json")) as Account;
  const played: Played[] = [];
  for (const session of account.sessions) {
    const located = locate(account, session);
    console.error(`${session.sessionId}: ${session.scenario ?? session.document}`);
    const recorded = await play(session.scenario, session.sessionId);
    const idle = session.end === "terminate" ? IDLE_SECONDS : 0;
    const lasts = session.lasts ?? endOf(recorded) + idle;
    const endedAt = Date.parse(session.startedAt) + Math.round(lasts * 1000);
    const evidence = sessionEvidence(account, located, recorded.recording, endedAt);
    played.push({ located, recorded, endedAt, evidence });
  }
  mkdirSync(OUT, { recursive: true });
  for (const endpoint of account.endpoints) {
    writeLines(`endpoint-${endpoint.name}`, endpointMessages(account, endpoint.name, played));
  }
  writeLines("session-logs", sessionMessages(account, played));
  writeLines("cloudtrail", trail(account, played));
  writeFileSync(join(OUT, "truth.json"), `${JSON.stringify(formatTruth(played), null, 1)}\n`);
}

/** The shell's last word, or its hook's where that came later. */
const endOf = ({ recording, commands }: RecordedSession): number =>
  Math.max(recording.chunks.at(-1)?.at ?? 0, commands.at(-1)?.at ?? 0);

function play(scenario: string | undefined, name: string): Promise<RecordedSession> {
  if (scenario === undefined) {
    return Promise.resolve({ recording: { chunks: [] }, commands: [], never: [] });
  }
  const script = readJson(join(FOLDER, "scenarios", `${scenario}.json`)) as Scenario;
  return recordSession(script, FOLDER, seededRandom(name));
}

function endpointMessages(
  account: Account,
  name: string,
  played: readonly Played[],
): DataMessage[] {
  const endpoint = account.endpoints.find((one) => one.name === name);
  const messages = (endpoint?.instances ?? []).flatMap((instance) => {
    const here = played.filter(({ located }) => located.instance.id === instance.id);
    const shipped = here.flatMap(({ evidence }) => evidence.onEndpoint);
    const stream = {
      owner: account.accountId,
      logGroup: `/aws/sagemaker/${endpoint?.groupSpelling ?? ""}/${name}`,
      logStream: `${instance.variant}/${instance.id}/ssm`,
    };
    return endpoint === undefined
      ? []
      : batchEvents(stream, [...launchEvents(account, endpoint, instance), ...shipped]);
  });
  return byTime(messages);
}

function sessionMessages(account: Account, played: readonly Played[]): DataMessage[] {
  const messages = played.flatMap(({ located, evidence }) => {
    const { sessionId } = located.session;
    const logGroup = account.sessionLogGroup;
    const stream = { owner: account.accountId, logGroup, logStream: sessionId };
    return batchEvents(stream, evidence.inSessionGroup);
  });
  return byTime(messages);
}

function trail(account: Account, played: readonly Played[]): TrailRecord[] {
  const records = played.flatMap(({ located, endedAt }) => trailRecords(account, located, endedAt));
  for (const { actor: name, target, at } of account.denied) {
    const actor = account.actors[name];
    if (actor !== undefined) records.push(deniedRecord(account, actor, target, Date.parse(at)));
  }
  return records.sort((one, other) =>
    String(one["eventTime"]).localeCompare(String(other["eventTime"])),
  );
}

const byTime = (messages: DataMessage[]): DataMessage[] =>
  messages.sort(
    (one, other) => (one.logEvents[0]?.timestamp ?? 0) - (other.logEvents[0]?.timestamp ?? 0),
  );

function writeLines(name: string, values: readonly unknown[]): void {
  const text = values.map((value) => `${JSON.stringify(value)}\n`).join("");
  writeFileSync(join(OUT, `${name}.jsonl.gz`), gzipSync(text, { level: 9 }));
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

await record();
