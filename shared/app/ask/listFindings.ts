import type { FindingAnswer, ListAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import type { Finding } from "../../session/Finding.ts";
import { findingsPartition } from "../../session/keys.ts";
import { startOfTime } from "../../session/Position.ts";
import type { Kept } from "../Store.ts";
import type { Ports } from "../Ports.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { evidenceOf, placeOf } from "./describe.ts";
import { startMissing } from "./missing.ts";
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
    for await (const row of rows) {
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
    missing: await startMissing(store, scopes).end(),
  });
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
