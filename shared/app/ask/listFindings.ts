import type { FindingAnswer, ListAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import type { Finding, Standpoint } from "../../session/Finding.ts";
import { findingRow } from "../../session/headRows.ts";
import { meetingOf } from "../../session/meetingOf.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import { parseServiceLane } from "../../session/serviceRef.ts";
import { isShown } from "../../session/standingOf.ts";
import { laneFindings } from "../../session/laneFindings.ts";
import { findingsPartition, readingPartition } from "../../session/keys.ts";
import { startOfTime } from "../../session/Position.ts";
import type { Kept, Store } from "../Store.ts";
import type { Ports } from "../Ports.ts";
import { loadLane } from "../laneAbout.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { evidenceOf, placeOf } from "./describe.ts";
import { startMissing } from "./missing.ts";
import { loadDescribed } from "./readings.ts";
import { shownClaim } from "./shownClaim.ts";
import { listScopes } from "./scopes.ts";
import { standingFindings } from "./standingFindings.ts";
import { standpointOf } from "./standpointOf.ts";

type Asked = QuestionOf<"findings">;

const MOST_EXAMINED = 5_000;

/** Findings, newest first within each account and region. */
export async function listFindings(
  ports: Ports,
  question: Asked,
  redactor: Redactor,
): Promise<Answered<ListAnswer<FindingAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const [afterScope = "", afterSort] = cursor.answer?.after ?? [];
  const items: FindingAnswer[] = [];
  let examined = 0;
  let last: readonly string[] = [];
  let more = false;
  pages: for (const scope of scopes) {
    if (scope < afterScope) continue;
    const bound = scope === afterScope ? afterSort : undefined;
    const until = question.until === null ? "~" : `${startOfTime(question.until)}~`;
    const to = bound !== undefined && bound < until ? bound : until;
    const rows = store.list<Finding>({
      partition: findingsPartition(scope),
      from: question.since === null ? "" : startOfTime(question.since),
      to,
      descending: true,
      expect: question.maxResults + 1,
    });
    const standpoint = await standpointOf(ports, scope);
    for await (const row of standing(store, rows, standpoint, question.maxResults + 1)) {
      if (row.sort === bound) continue;
      if (items.length >= question.maxResults || examined >= MOST_EXAMINED) {
        more = true;
        break pages;
      }
      examined++;
      last = [scope, row.sort];
      if (isWanted(question, row)) items.push(describeFinding(redactor, row.value));
    }
  }
  return answer({
    items,
    nextToken: more ? await writeCursor(ports, question, last) : null,
    missing: await startMissing(store, scopes, question).end(),
  });
}

/** A finding stands while the session or the stream that it is about makes it. */
async function* standing(
  store: Store,
  rows: AsyncIterable<Kept<Finding>>,
  standpoint: Standpoint,
  size: number,
): AsyncIterable<Kept<Finding>> {
  let batch: Kept<Finding>[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield* await standingOf(store, batch, standpoint);
    batch = [];
  }
  yield* await standingOf(store, batch, standpoint);
}

/** A row only points: what it says is made again. */
async function standingOf(
  store: Store,
  rows: readonly Kept<Finding>[],
  standpoint: Standpoint,
): Promise<Kept<Finding>[]> {
  const made = new Map<string, Finding>();
  for (const finding of await madeAgain(store, rows, standpoint)) {
    const { key } = findingRow(finding);
    made.set(`${key.partition}\n${key.sort}`, finding);
  }
  return rows.flatMap((row) => {
    const value = made.get(`${row.partition}\n${row.sort}`);
    return value === undefined ? [] : { ...row, value };
  });
}

async function madeAgain(
  store: Store,
  rows: readonly Kept<Finding>[],
  standpoint: Standpoint,
): Promise<Finding[]> {
  const sessions = new Map<string, ReadingHead>();
  const named = rows.flatMap(({ value: { kind, scope, sessionId, detail } }) => {
    const ids = kind === "sessions-at-once" ? detail : sessionId === null ? [] : [sessionId];
    return ids.map((id) => readingPartition({ kind: "session", scope, sessionId: id }));
  });
  const partitions = [...new Set(named)];
  for (const [n, one] of (await loadDescribed(store, partitions)).entries())
    if (one !== undefined && isShown(one.head.facts)) sessions.set(partitions[n] ?? "", one.head);
  const made: Finding[] = [];
  for (const head of sessions.values())
    made.push(...(await standingFindings(store, head, standpoint)));
  for (const { value } of rows) {
    if (value.kind === "sessions-at-once") made.push(...meetingAgain(sessions, value));
    // What a trail record says of no session stands while the record is held, which is for good.
    else if (value.sessionId === null && parseServiceLane(value.at.lane) !== undefined)
      made.push(value);
  }
  const lanes = new Set(
    rows.flatMap(({ value }) => (value.sessionId === null ? value.at.lane : [])),
  );
  for (const lane of lanes) made.push(...laneFindings(lane, await loadLane(store, lane)));
  return made;
}

function meetingAgain(
  sessions: ReadonlyMap<string, ReadingHead>,
  { scope, detail }: Finding,
): Finding[] {
  const [one, other] = detail.map((sessionId) =>
    sessions.get(readingPartition({ kind: "session", scope, sessionId })),
  );
  if (one === undefined || other === undefined) return [];
  const meeting = meetingOf(one, other);
  return meeting === undefined ? [] : [meeting];
}

const isWanted = ({ endpoint, session }: Asked, { value }: Kept<Finding>): boolean =>
  (endpoint === null || value.endpoint?.toLowerCase() === endpoint.toLowerCase()) &&
  (session === null ||
    value.sessionId === session ||
    (value.kind.endsWith("-at-once") && value.detail.includes(session)));

const describeFinding = (
  redactor: Redactor,
  { kind, scope, endpoint, sessionId, detail, at }: Finding,
): FindingAnswer => ({
  ...placeOf(scope),
  kind,
  endpoint,
  session: sessionId,
  detail: detail.map((value) => shownClaim(redactor, value)),
  evidence: evidenceOf(at.lane, at.position),
});
