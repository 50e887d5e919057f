import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { LogEvent } from "../../shared/logs/LogEvent.ts";
import type { DataMessage } from "./account/DataMessage.ts";
import { cutStreamed, STREAMED_EVENT_BYTES, strippedLength } from "./agent/cutStreamed.ts";
import { cutTranscript } from "./agent/cutTranscript.ts";
import { formatRecord } from "./agent/formatRecord.ts";
import { prefixTerminal } from "./agent/prefixTerminal.ts";
import type { SessionFacts } from "./agent/SessionFacts.ts";
import { parseCast } from "./parseCast.ts";
import { linesOf, type Recording } from "./Recording.ts";

// Recordings whose records were made by the agent's own publisher. They are no part of this project;
// beside it they judge the port in `agent/`.
const BESIDE = join(process.cwd(), "..", "shared");
const sessions = ["corpus", "casts"].flatMap((collection) => {
  const folder = join(BESIDE, collection);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const whole = names.filter((name) => existsSync(join(folder, name, "session.cast")));
  return whole.map((name) => join(collection, name));
});

const judged = sessions.length === 0 ? describe.skip : describe;

judged(`the agent's port, judged by ${sessions.length} sessions (needs ../shared)`, () => {
  /**
   * The one thing not known is the clock: the corpus stretched each session's time to a person's
   * typing, and does not say how. So which second a line fell into is taken from the corpus; every
   * character of every record is made here.
   */
  test.each(sessions)("%s: streamed records are the same, text for text", (name) => {
    const theirs = eventsOf(name, "streamed");
    const lines = rawLines(recordingOf(name));
    const facts = factsOf(name);
    let next = 0;
    const mine = theirs.map(({ message, timestamp }) => {
      const count = rawCountOf(message);
      next += count;
      return formatRecord(lines.slice(next - count, next), facts, timestamp);
    });
    expect(mine.map(withSigns)).toEqual(theirs.map(({ message }) => withSigns(message)));
    expect(next).toBe(lines.length);
  });

  test.each(sessions)("%s: no clock changes the lines, only where they are cut", (name) => {
    const lines = eventsOf(name, "streamed").flatMap(({ message }) => sessionDataOf(message));
    const recording = recordingOf(name);
    const clock = { startedAt: 1_700_000_000_000, firstTick: 0.3 };
    const mine = cutStreamed(recording, factsOf(name), clock);
    const data = mine.flatMap(({ message }) => sessionDataOf(message));
    // Two pieces of one long line are two lines only where a tick falls between them.
    const cut = rawLines(recording)
      .slice(0, -1)
      .some((line) => line.at(-1) !== 10);
    expect(cut ? data.join("") : data).toEqual(cut ? lines.join("") : lines);
  });

  test.each(sessions)("%s: events hold at most 33,000 bytes, four of them a second", (name) => {
    const theirs = eventsOf(name, "streamed");
    const sizes = strippedSizes(name, theirs);
    expect(Math.max(...sizes.map(({ bytes }) => bytes))).toBeLessThanOrEqual(STREAMED_EVENT_BYTES);
    for (const [index, { second, bytes }] of sizes.entries()) {
      const after = sizes[index + 1];
      // An event ends before its second does only where the next line would not fit.
      if (after?.second === second) {
        expect(bytes + after.firstLine).toBeGreaterThan(STREAMED_EVENT_BYTES);
      }
      expect(sizes.filter((other) => other.second === second).length).toBeLessThanOrEqual(4);
    }
  });

  test.each(sessions)("%s: the whole transcript is the same", (name) => {
    const printed = Buffer.concat(recordingOf(name).chunks.map(({ bytes }) => bytes));
    const mine = cutTranscript(printed, { uploadedAt: 0, file: FILE_OF_LENGTH });
    expect(mine.map(({ message }) => undated(message))).toEqual(
      eventsOf(name, "transcript").map(({ message }) => undated(message)),
    );
  });

  test.each(sessions)("%s: terminal lines behind the prefix are the same", (name) => {
    const { container } = factsFile(name);
    const recording = recordingOf(name);
    const theirs = eventsOf(name, "prefixed").map(({ message }) => message);
    const from =
      theirs.findIndex((message) => message.endsWith("Plugin Standard_Stream started")) + 1;
    const gap = theirs[0]?.includes("] ") === true ? " " : "";
    const mine = prefixTerminal(recording, { container, gap }, 0).map(({ message }) => message);
    expect(mine).toEqual(theirs.slice(from, from + mine.length));
  });
});

test("the corpus is beside the project, or these comparisons are skipped", () => {
  if (sessions.length === 0) console.warn(`skipped: no recorded sessions at ${BESIDE}`);
  expect(sessions.length === 0 || sessions.length > 100).toBe(true);
});

/**
 * The corpus wrote its own dates and its own file name over those of `script` after the agent's
 * publisher had cut the events, wherever they stood. The name before was shorter: only with a first
 * line of 128 to 135 characters do the events of `p-huge` end where they end.
 */
const FILE_OF_LENGTH = "/".repeat(44);

const undated = (message: string): string =>
  message
    .replaceAll(/(Script (?:started|done)(?: on|,)) [^\n[]*/g, "$1 ")
    .replace(/^Script started on .*/, "Script started on");

/**
 * Go's encoder writes an invalid byte as the six characters `\\ufffd`; in the corpus the sign itself
 * stands there, since its records were read and written again to set their times.
 */
const withSigns = (record: string): string =>
  record.replaceAll(/(?<!\\)((?:\\\\)*)\\ufffd/g, "$1\ufffd");

const rawLines = (recording: Recording): Buffer[] =>
  linesOf(recording, STREAMED_EVENT_BYTES).map(({ bytes }) => bytes);

interface EventSize {
  readonly second: number;
  readonly bytes: number;
  readonly firstLine: number;
}

function strippedSizes(name: string, events: readonly LogEvent[]): EventSize[] {
  const lines = rawLines(recordingOf(name));
  let next = 0;
  return events.map(({ timestamp, message }) => {
    const mine = lines.slice(next, (next += rawCountOf(message)));
    const [firstLine = 0, ...rest] = mine.map(strippedLength);
    return { second: timestamp, firstLine, bytes: rest.reduce((sum, one) => sum + one, firstLine) };
  });
}

/** A last line that cleans to nothing leaves a record without lines. */
const rawCountOf = (message: string): number => Math.max(1, sessionDataOf(message).length);

const sessionDataOf = (message: string): string[] =>
  (JSON.parse(message) as { sessionData: string[] }).sessionData;

function eventsOf(name: string, form: string): LogEvent[] {
  const text = gunzipSync(readFileSync(join(BESIDE, name, `${form}.jsonl.gz`))).toString("utf8");
  const messages = text.trimEnd().split("\n");
  return messages.flatMap((line) => (JSON.parse(line) as DataMessage).logEvents);
}

const recordingOf = (name: string): Recording =>
  parseCast(readFileSync(join(BESIDE, name, "session.cast"), "utf8"));

function factsOf(name: string): SessionFacts {
  const { session: sessionId, target: targetId, actor: ownerArn } = factsFile(name);
  return { sessionId, targetId, ownerArn, region: "us-east-1" };
}

interface FactsFile {
  readonly session: string;
  readonly target: string;
  readonly actor: string;
  readonly container: string;
}

const factsFile = (name: string): FactsFile =>
  JSON.parse(readFileSync(join(BESIDE, name, "facts.json"), "utf8")) as FactsFile;
