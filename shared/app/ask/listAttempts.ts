import { foldText } from "../../query/matchText.ts";
import type { AttemptAnswer, ListAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import { failedPartition } from "../../session/keys.ts";
import { startOfTime } from "../../session/Position.ts";
import { trailRef } from "../../session/serviceRef.ts";
import { isEndpointTarget, parseServiceTarget } from "../../session/serviceWord.ts";
import { parseScope } from "../../target/Scope.ts";
import { parseTrailRecord } from "../../trail/parseTrailRecord.ts";
import { isDenied, type TrailRecord } from "../../trail/TrailRecord.ts";
import type { RawRecord } from "../keepTrail.ts";
import type { Kept } from "../Store.ts";
import type { Ports } from "../Ports.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { placeOf } from "./describe.ts";
import { describeCall } from "./describeCall.ts";
import { startMissing } from "./missing.ts";
import { listScopes } from "./scopes.ts";

type Asked = QuestionOf<"attempts">;

/** A page looks at no more attempts than this, however few of them match. */
const MOST_EXAMINED = 5_000;

/** Calls that failed, newest first within each account and region. */
export async function listAttempts(
  ports: Ports,
  question: Asked,
): Promise<Answered<ListAnswer<AttemptAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const [afterScope = "", afterSort] = cursor.answer?.after ?? [];
  const items: AttemptAnswer[] = [];
  let examined = 0;
  let last: readonly string[] = [];
  let more = false;
  pages: for (const scope of scopes) {
    if (scope < afterScope) continue;
    const bound = scope === afterScope ? afterSort : undefined;
    const until = question.until === null ? "~" : `${startOfTime(question.until)}~`;
    const rows = store.list<RawRecord>({
      partition: failedPartition(scope),
      from: question.since === null ? "" : startOfTime(question.since),
      to: bound !== undefined && bound < until ? bound : until,
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
      items.push(...describeAttempt(scope, row).filter((one) => isWanted(question, one)));
    }
  }
  return answer({
    items,
    nextToken: more ? await writeCursor(ports, question, last) : null,
    missing: await startMissing(store, scopes, question).end(),
  });
}

function describeAttempt(scopeText: string, { value }: Kept<RawRecord>): AttemptAnswer[] {
  const scope = parseScope(scopeText);
  if (scope === undefined) return [];
  const read = parseTrailRecord(value, scope.partition);
  if (read.kind !== "record" || isElsewhere(read.record)) return [];
  return [
    attemptOf(scopeText, read.record, trailRef(scope, read.record.eventId, read.record.time)),
  ];
}

/** Whoever tried another target than an endpoint's is none of our business. */
const isElsewhere = ({ target }: TrailRecord): boolean =>
  target !== null && !isEndpointTarget(target);

function attemptOf(
  scope: string,
  record: TrailRecord,
  at: ReturnType<typeof trailRef>,
): AttemptAnswer {
  const { action, error, sessionId, target } = record;
  const code = error?.code ?? "";
  return {
    ...placeOf(scope),
    ...describeCall(action, { at, ...record }),
    denied: isDenied(code),
    errorCode: code,
    errorMessage: error?.message ?? "",
    session: sessionId,
    endpoint: target === null ? null : (parseServiceTarget(target)?.endpoint ?? null),
  };
}

const isWanted = ({ endpoint, actor }: Asked, one: AttemptAnswer): boolean =>
  (endpoint === null || one.endpoint?.toLowerCase() === endpoint.toLowerCase()) &&
  (actor === null || foldText(`${one.actor ?? ""} ${one.name ?? ""}`).includes(foldText(actor)));
