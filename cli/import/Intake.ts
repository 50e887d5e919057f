import { ingest } from "../../shared/app/ingest.ts";
import { keepTrail } from "../../shared/app/keepTrail.ts";
import type { Ports, Settings } from "../../shared/app/Ports.ts";
import type { RejectedReason } from "../../shared/logs/DataMessage.ts";
import { isObject } from "../../shared/logs/isObject.ts";
import type { LogEvent } from "../../shared/logs/LogEvent.ts";
import { parseSsmLine } from "../../shared/logs/parseSsmLine.ts";
import { readDataMessage } from "../../shared/logs/readDataMessage.ts";
import { ENDPOINT_ROOTS } from "../../shared/logs/Stream.ts";
import { parseArn } from "../../shared/logs/parseArn.ts";
import { keepServiceSessions } from "../../shared/app/keepServiceSessions.ts";
import { formatScope, UNKNOWN } from "../../shared/target/Scope.ts";
import { parseReportedSession } from "../../shared/trail/parseReportedSession.ts";
import type { Evidence } from "./Evidence.ts";
import type { ImportOptions } from "./ImportOptions.ts";
import { addProblem, addRefused, type ImportReport } from "./ImportReport.ts";
import { relieveMemory } from "./relieveMemory.ts";
import { recognise } from "./recognise.ts";
import type { Read } from "./Read.ts";
import { StreamBatches, type Batch, type Origin } from "./StreamBatches.ts";

const TRAIL_BATCH = 500;

/** Takes what was read of one input into the index. */
export class Intake {
  readonly #batches = new StreamBatches();
  #records: { record: unknown; line: number }[] = [];
  readonly #told = new Set<string>();
  readonly #ports: Ports;
  readonly #options: ImportOptions;
  readonly #report: ImportReport;
  readonly #file: string;
  readonly #read: string;

  constructor(
    ports: Ports,
    options: ImportOptions,
    report: ImportReport,
    file: string,
    read: string,
  ) {
    this.#ports = ports;
    this.#options = options;
    this.#report = report;
    this.#file = file;
    this.#read = read;
  }

  async take(read: Read): Promise<void> {
    if (read.kind === "problem") return this.problem(read.line, read.why);
    for (const evidence of recognise(read)) await this.#takeEvidence(evidence, read.line);
  }

  async end(): Promise<void> {
    await this.#ingestAll(this.#batches.end());
    await this.#keepRecords();
  }

  problem(line: number | null, why: string): void {
    addProblem(this.#report, { file: this.#file, line, why });
  }

  async #takeEvidence(evidence: Evidence, line: number): Promise<void> {
    switch (evidence.kind) {
      case "control":
        return;
      case "unreadable":
        return this.problem(line, evidence.why);
      case "message": {
        const { message } = evidence;
        const owner = message.owner === UNKNOWN ? this.#account() : message.owner;
        for (const { index, reason } of message.rejected) this.#reject(line, index, reason);
        for (const event of message.events)
          await this.#ingestAll(this.#batches.add({ ...message, owner }, event));
        return;
      }
      case "events":
        for (const [n, event] of evidence.events.entries()) await this.#takeEvent(event, line, n);
        return;
      case "trail":
        for (const record of evidence.records) this.#records.push({ record, line });
        if (this.#records.length >= TRAIL_BATCH) await this.#keepRecords();
        return;
      case "sessions":
        return this.#keepSessions(evidence.sessions);
      default:
        return evidence satisfies never;
    }
  }

  /** An element of the AWS CLI's output, told apart by what it carries. */
  async #takeEvent(element: unknown, line: number, index: number): Promise<void> {
    if (!isObject(element)) return this.#reject(line, index, "not-an-object");
    const { logStreamName, eventId, timestamp, message } = element;
    const { logGroup } = this.#options;
    const logStream = typeof logStreamName === "string" ? logStreamName : this.#options.logStream;
    if (logGroup === null)
      return this.#tellOnce(line, "log events without their log group: add --log-group NAME");
    if (logStream === null)
      return this.#tellOnce(
        line,
        "log events without their log stream (`get-log-events` output): add --log-stream NAME",
      );
    const read = readEvent({ id: eventId, timestamp, message });
    if (typeof read === "string") return this.#reject(line, index, read);
    await this.#ingestAll(this.#batches.add({ owner: this.#account(), logGroup, logStream }, read));
  }

  async #keepSessions(sessions: readonly unknown[]): Promise<void> {
    const { partition, region, account } = this.#options;
    const [first] = sessions.flatMap((one) => parseReportedSession(one)?.owner ?? []);
    // An owner's ARN is of the account that was asked.
    const accountId = account ?? (first === undefined ? UNKNOWN : parseArn(first)?.accountId);
    const scope = formatScope({ partition, region, accountId: accountId ?? UNKNOWN });
    this.#report.sessions += await keepServiceSessions(this.#ports, scope, sessions);
  }

  #account(): string {
    return this.#options.account ?? UNKNOWN;
  }

  #tellOnce(line: number, why: string): void {
    if (this.#told.has(why)) return;
    this.#told.add(why);
    this.problem(line, why);
  }

  #reject(line: number, index: number, reason: RejectedReason): void {
    this.#report.rejected++;
    this.problem(line, `its event ${index + 1} is none (${reason}); the others are imported`);
  }

  async #ingestAll(batches: Iterable<Batch>): Promise<void> {
    for (const batch of batches) await this.#ingest(batch);
  }

  async #ingest({ message, firstOrdinal }: Batch): Promise<void> {
    const attemptId = this.#ports
      .hash(`${this.#read}\n${message.logGroup}\n${message.logStream}\n${firstOrdinal}`)
      .slice(0, 24);
    const delivery = { attemptId, read: this.#read, firstOrdinal };
    const done = await ingest(this.#ports, this.#settings(message), message, delivery);
    this.#report.events += done.events;
    this.#report.alreadyHeld += done.duplicates;
    this.#report.broken += done.broken;
    if (done.refused === null) this.#report.unrecognised += countUnrecognised(message);
    else
      addRefused(this.#report, {
        logGroup: message.logGroup,
        reason: done.refused,
        events: done.events,
      });
    relieveMemory();
  }

  #settings({ logGroup }: Origin): Settings {
    const { partition, region, sessionLogGroups, declared, sessionMinutes } = this.#options;
    const groups = sessionLogGroups ?? (logGroup.startsWith(SAGEMAKER) ? [] : [logGroup]);
    return {
      partition,
      region,
      sessionLogGroups: groups,
      declaredLogGroups: declared ? [logGroup] : [],
      sessionMinutes,
    };
  }

  async #keepRecords(): Promise<void> {
    const records = this.#records;
    this.#records = [];
    if (records.length === 0) return;
    const { partition, region } = this.#options;
    const kept = await keepTrail(
      this.#ports,
      { partition, region },
      records.map(({ record }) => record),
    );
    this.#report.trailRecords += kept.kept + kept.duplicates;
    this.#report.trailAlreadyHeld += kept.duplicates;
    this.#report.trailOther += kept.other;
    for (const { index, why } of kept.unreadable)
      this.problem(records[index]?.line ?? null, `a record that can't be read: ${why}`);
  }
}

const SAGEMAKER = "/aws/sagemaker/";

/** As if it had come in a message of its own, so that both ways take the same. */
function readEvent(element: unknown): LogEvent | RejectedReason {
  const read = readDataMessage({
    messageType: "DATA_MESSAGE",
    logGroup: "-",
    logStream: "-",
    logEvents: [element],
  });
  if (read.kind !== "data") return "not-an-object";
  const [event] = read.message.events;
  return event ?? read.message.rejected[0]?.reason ?? "not-an-object";
}

/** By each line alone; whether a terminal line has an open session, only the whole can tell. */
function countUnrecognised({ logGroup, events }: Batch["message"]): number {
  if (!ENDPOINT_ROOTS.some((root) => logGroup.startsWith(root))) return 0;
  return events.filter(({ message }) => parseSsmLine(message).said.kind === "unrecognised").length;
}
