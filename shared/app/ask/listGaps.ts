import type { GapAnswer, ListAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import { touches, type Gap } from "../../session/Gap.ts";
import { gapsPartition } from "../../session/keys.ts";
import { startOfTime } from "../../session/Position.ts";
import type { Ports } from "../Ports.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { describeGap } from "./describeGap.ts";
import { startMissing } from "./missing.ts";
import { listScopes } from "./scopes.ts";

type Asked = QuestionOf<"gaps">;

const MOST_EXAMINED = 5_000;

/** The gap ledger, newest first by where a gap begins, within each account and region. */
export async function listGaps(
  ports: Ports,
  question: Asked,
): Promise<Answered<ListAnswer<GapAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const [afterScope = "", afterSort] = cursor.answer?.after ?? [];
  const items: GapAnswer[] = [];
  let examined = 0;
  let last: readonly string[] = [];
  let more = false;
  pages: for (const scope of scopes) {
    if (scope < afterScope) continue;
    const bound = scope === afterScope ? afterSort : undefined;
    const until = question.until === null ? "~" : `${startOfTime(question.until)}~`;
    const rows = store.list<Gap>({
      partition: gapsPartition(scope),
      to: bound !== undefined && bound < until ? bound : until,
      descending: true,
      expect: question.maxResults + 1,
    });
    for await (const { sort, value } of rows) {
      if (sort === bound) continue;
      if (items.length >= question.maxResults || examined >= MOST_EXAMINED) {
        more = true;
        break pages;
      }
      examined++;
      last = [scope, sort];
      if (isWanted(question, value)) items.push(describeGap(value));
    }
  }
  return answer({
    items,
    nextToken: more ? await writeCursor(ports, question, last) : null,
    missing: await startMissing(store, scopes, question).end(),
  });
}

const isWanted = ({ endpoint, state, since, until }: Asked, gap: Gap): boolean =>
  (endpoint === null || gap.endpoint?.toLowerCase() === endpoint.toLowerCase()) &&
  (state === "all" || gap.state === state) &&
  touches(gap, since, until);
