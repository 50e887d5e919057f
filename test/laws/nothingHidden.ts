import { ask } from "../../shared/app/ask.ts";
import { loadLane } from "../../shared/app/laneAbout.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { sourcePieces } from "../../shared/app/sourcePieces.ts";
import type { LogEvent } from "../../shared/logs/LogEvent.ts";
import type {
  CommandAnswer,
  DoubtfulAnswer,
  ListAnswer,
  SessionAnswer,
  UnrecognisedAnswer,
} from "../../shared/query/Answer.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { listingPartition } from "../../shared/session/keys.ts";
import { LineClassifier } from "../../shared/session/LineClassifier.ts";
import type { ReadingHead } from "../../shared/session/ReadingHead.ts";
import { uniteEvents } from "../../shared/session/uniteEvents.ts";
import { ENDPOINT_GROUP, ENDPOINT_STREAM, type History } from "./History.ts";

/**
 * Law 3 for one account: every command points at an event that was delivered, and every terminal
 * line lies in exactly one reading. Returns how many of both there were.
 */
export async function nothingHidden(
  ports: Ports,
  account: string,
  history: History,
): Promise<{ commands: number; lines: number }> {
  await everyDoubtIsTold(ports, account, history);
  return {
    commands: await everyCommandIsFounded(ports, account, history),
    lines: await everyLineIsPlaced(ports, account, history),
  };
}

async function list<T>(ports: Ports, name: Ask, account: string): Promise<readonly T[]> {
  const question = parseQuestion(name, { account, maxResults: "1000" }, 0);
  if (!question.ok) throw new Error(question.error.detail);
  const answered = await ask(ports, question.answer);
  if (!answered.ok) throw new Error(answered.error.detail);
  return (answered.answer as ListAnswer<T>).items;
}

/** Nothing invented: the event exists, holds the command's first word, and the grades are said. */
async function everyCommandIsFounded(
  ports: Ports,
  account: string,
  history: History,
): Promise<number> {
  const commands = await list<CommandAnswer>(ports, "commands", account);
  for (const command of commands) {
    expect(isDelivered(history, command)).toBe(true);
    expect(["high", "medium", "low"]).toContain(command.confidence);
    expect(command.reason).not.toBe("");
    expect(command.weakest).not.toBe("");
    expect(command.reader).not.toBe("");
  }
  return commands.length;
}

/** What is counted as doubtful is listed, and lies in an event that was delivered. */
async function everyDoubtIsTold(ports: Ports, account: string, { lanes }: History): Promise<void> {
  const doubtful = await list<DoubtfulAnswer>(ports, "doubtful", account);
  for (const { evidence, reason, line } of doubtful) {
    const { logGroup, logStream, eventId, timestamp } = evidence;
    const lane = lanes.find((one) => one.logGroup === logGroup && one.logStream === logStream);
    const found = lane?.events.some(
      (event) => event.id === eventId && event.timestamp === Date.parse(timestamp),
    );
    expect([found, reason === "", line === ""]).toEqual([true, false, false]);
  }
  for (const { session, doubtful: told } of await list<SessionAnswer>(ports, "sessions", account))
    expect(doubtful.filter((one) => one.session === session).length).toBe(told);
}

/** The log event, or the trail record, that the command was read from. */
function isDelivered({ lanes, words }: History, { evidence, command }: CommandAnswer): boolean {
  const { source, logGroup, logStream, eventId, timestamp } = evidence;
  if (source === "trail-record")
    return words.some(
      (word) =>
        word.kind === "record" &&
        JSON.stringify(word.record).includes(JSON.stringify(command)) &&
        JSON.stringify(word.record).includes(JSON.stringify(eventId)),
    );
  const lane = lanes.find((one) => one.logGroup === logGroup && one.logStream === logStream);
  return (lane?.events ?? []).some(
    (event) => event.id === eventId && event.timestamp === Date.parse(timestamp),
  );
}

/** Nothing hidden: a line of the endpoint's stream is an agent's, a record's, or in one reading. */
async function everyLineIsPlaced(
  ports: Ports,
  account: string,
  { lanes }: History,
): Promise<number> {
  const placed = new Map<string, number>();
  for (const head of await readings(ports, account)) {
    for (const source of head.facts.sources) {
      if (source.form !== "prefixed") continue;
      const about = await loadLane(ports.store, source.lane);
      const request = { ref: head.ref, source, about, after: null };
      for await (const run of sourcePieces(ports.store, request))
        for (const { position } of run) placed.set(position, (placed.get(position) ?? 0) + 1);
    }
  }
  for (const [position, times] of placed) expect([position, times]).toEqual([position, 1]);
  const unrecognised = await list<UnrecognisedAnswer>(ports, "unrecognised", account);
  const lane = lanes.find(
    (one) => one.logGroup === ENDPOINT_GROUP && one.logStream === ENDPOINT_STREAM,
  );
  expect([...placed.keys()].sort()).toEqual(linesOf(lane?.events ?? []));
  for (const { line } of unrecognised)
    expect(lane?.events.some(({ message }) => message === line)).toBe(true);
  return placed.size;
}

/** Where the lines stand that are neither the agent's nor a record. */
function linesOf(events: readonly LogEvent[]): string[] {
  const numbered = events.map((event, ordinal) => ({ ...event, ordinal }));
  const classifier = new LineClassifier();
  classifier.recall([]);
  return uniteEvents([{ lane: "", read: "read", events: numbered }])
    .flatMap((event) => classifier.classify(event) ?? [])
    .filter(({ is }) => is !== "agent" && is !== "record")
    .map(({ event }) => event.position)
    .sort();
}

async function readings({ store }: Ports, account: string): Promise<ReadingHead[]> {
  const partition = listingPartition({ by: "scope", scope: `aws/${account}/us-east-1` });
  const partitions = new Set<string>();
  for await (const { value } of store.list<{ partition: string }>({ partition }))
    partitions.add(value.partition);
  const heads = await store.load<ReadingHead>(
    [...partitions].map((one) => ({ partition: one, sort: "head" })),
  );
  return heads.flatMap((kept) => (kept === undefined ? [] : kept.value));
}
