import { LONGEST_ASKED, type Access } from "../../query/Access.ts";
import type { AccessAnswer, ListAnswer } from "../../query/Answer.ts";
import { foldText } from "../../query/matchText.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import { accessesPartition, yearOf } from "../../session/keys.ts";
import { startOfTime, timeOf } from "../../session/Position.ts";
import type { Ports } from "../Ports.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { iso } from "./describe.ts";
import { startMissing } from "./missing.ts";

type Asked = QuestionOf<"accesses">;

/** ssmtrail's own first year: no journal begins earlier. */
const FIRST_YEAR = 2025;
const MOST_EXAMINED = 5_000;

/** Who was told commands or text, newest first. */
export async function listAccesses(
  ports: Ports,
  question: Asked,
  redactor: Redactor,
): Promise<Answered<ListAnswer<AccessAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const bound = cursor.answer?.after[0];
  const items: AccessAnswer[] = [];
  let [examined, more] = [0, false];
  let last: string | undefined;
  for await (const { sort, access } of accesses(ports, question, bound)) {
    if (sort === bound) continue;
    if (items.length >= question.maxResults || examined >= MOST_EXAMINED) {
      more = true;
      break;
    }
    examined++;
    last = sort;
    if (isWanted(question, access)) items.push(shownAccess(redactor, access));
  }
  return answer({
    items,
    nextToken: more && last !== undefined ? await writeCursor(ports, question, [last]) : null,
    missing: await startMissing(ports.store, [], {}).end(),
  });
}

/** What was asked with is kept cut where it is long. */
const shownAccess = (redactor: Redactor, access: Access): AccessAnswer => ({
  ...access,
  at: iso(access.at),
  asked: Object.fromEntries(
    Object.entries(access.asked).map(([name, value]) => [
      name,
      redactor.redactPart(value, { end: value.length >= LONGEST_ASKED }).text,
    ]),
  ),
});

async function* accesses(
  { store, now }: Ports,
  { since, until, maxResults }: Asked,
  bound: string | undefined,
): AsyncIterable<{ readonly sort: string; readonly access: Access }> {
  const latest = bound === undefined ? (until ?? now()) : timeOf(bound);
  const from = since === null ? "" : startOfTime(since);
  const to = bound ?? (until === null ? "~" : `${startOfTime(until)}~`);
  const first = Math.max(FIRST_YEAR, since === null ? 0 : yearOf(since));
  for (let year = Math.min(yearOf(latest), yearOf(now()) + 1); year >= first; year--) {
    const partition = accessesPartition(Date.UTC(year, 6));
    const range = { partition, from, to, descending: true, expect: maxResults + 1 };
    for await (const { sort, value } of store.list<Access>(range)) yield { sort, access: value };
  }
}

const isWanted = ({ actor }: Asked, { who }: Access): boolean =>
  actor === null || (who !== null && foldText(who).includes(foldText(actor)));
