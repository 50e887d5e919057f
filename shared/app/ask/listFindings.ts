import type { FindingAnswer, ListAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import type { Finding } from "../../session/Finding.ts";
import { findingRow, headRows } from "../../session/headRows.ts";
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
import { listScopes } from "./scopes.ts";

type Asked = QuestionOf<"findings">;

const MOST_EXAMINED = 5_000;

/** Findings, newest first within each account and region. */
export async function listFindings(
  ports: Ports,
  question: Asked,
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
    for await (const row of standing(store, rows, question.maxResults + 1)) {
      if (row.sort === bound) continue;
      if (items.length >= question.maxResults || examined >= MOST_EXAMINED) {
        more = true;
        break pages;
      }
      examined++;
      last = [scope, row.sort];
      if (isWanted(question, row)) items.push(describeFinding(row.value));
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
  size: number,
): AsyncIterable<Kept<Finding>> {
  let batch: Kept<Finding>[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield* await standingOf(store, batch);
    batch = [];
  }
  yield* await standingOf(store, batch);
}

async function standingOf(store: Store, rows: readonly Kept<Finding>[]): Promise<Kept<Finding>[]> {
  const partitions = rows.flatMap(({ value: { scope, sessionId } }) =>
    sessionId === null ? [] : readingPartition({ kind: "session", scope, sessionId }),
  );
  const heads = await loadDescribed(store, [...new Set(partitions)]);
  const made = heads.flatMap((one) => (one === undefined ? [] : headRows(one.head)));
  const lanes = new Set(
    rows.flatMap(({ value }) => (value.sessionId === null ? value.at.lane : [])),
  );
  for (const lane of lanes)
    made.push(...laneFindings(lane, await loadLane(store, lane)).map(findingRow));
  const names = new Set(made.map(({ key }) => `${key.partition}\n${key.sort}`));
  return rows.filter((row) => names.has(`${row.partition}\n${row.sort}`));
}

const isWanted = ({ endpoint, session }: Asked, { value }: Kept<Finding>): boolean =>
  (endpoint === null || value.endpoint?.toLowerCase() === endpoint.toLowerCase()) &&
  (session === null || value.sessionId === session);

const describeFinding = ({
  kind,
  scope,
  endpoint,
  sessionId,
  detail,
  at,
}: Finding): FindingAnswer => ({
  ...placeOf(scope),
  kind,
  endpoint,
  session: sessionId,
  detail,
  evidence: evidenceOf(at.lane, at.position),
});
