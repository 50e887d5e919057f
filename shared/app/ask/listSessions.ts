import type { ListAnswer, SessionAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import { listedStart } from "../../session/headRows.ts";
import { dayOf, timeOf } from "../../session/Position.ts";
import type { ReadingHead } from "../../session/ReadingHead.ts";
import type { Ports } from "../Ports.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { describeSession } from "./describe.ts";
import { mergeListings } from "./mergeListings.ts";
import { startMissing } from "./missing.ts";
import { lastDayOf, listingsFor, passes, type Listed } from "./readings.ts";
import { listScopes } from "./scopes.ts";
import { standingFindings } from "./standingFindings.ts";
import { standpoints } from "./standpointOf.ts";
import { scopeOfReading } from "../../session/commandRows.ts";

type Asked = QuestionOf<"sessions">;

/** A page looks at no more sessions than this, however few of them match. */
const MOST_EXAMINED = 2_000;
const MOST_AT_ONCE = 101;

/** Sessions, newest first by their start. */
export async function listSessions(
  ports: Ports,
  question: Asked,
): Promise<Answered<ListAnswer<SessionAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const missing = startMissing(store, scopes, question);
  const items: SessionAnswer[] = [];
  const standpointAt = standpoints(ports);
  const listings = listingsFor(question, scopes);
  let examined = 0;
  let last: string | undefined;
  let more = false;
  const before = cursor.answer?.after[0];
  const expect = Math.min(MOST_AT_ONCE, question.maxResults + 1);
  const upTo = lastDayOf(question.until);
  for await (const listed of mergeListings(store, listings, upTo, before, expect)) {
    if (items.length >= question.maxResults || examined >= MOST_EXAMINED) {
      more = true;
      break;
    }
    if (startsBefore(question, listed)) break;
    examined++;
    last = listed.key.sort;
    if (!isWanted(question, scopes, listed)) continue;
    missing.sees(listed);
    const standpoint = await standpointAt(scopeOfReading(listed.head.ref));
    items.push(describeSession(listed, await standingFindings(store, listed.head, standpoint)));
  }
  return answer({
    items,
    nextToken: more && last !== undefined ? await writeCursor(ports, question, [last]) : null,
    missing: await missing.end(),
  });
}

/** No session reaches into the range that is listed under a day so long before it. */
const startsBefore = ({ since }: Asked, { key }: Listed): boolean =>
  since !== null && key.sort < dayOf(Math.max(0, since - 2 * 86_400_000));

function isWanted(question: Asked, scopes: readonly string[], { head, key }: Listed): boolean {
  if (head.ref.kind !== "session" || !passes(question, scopes, head)) return false;
  // Listed under every day with commands; told once, on the day it began.
  const start = listedStart(head.facts);
  if (!key.sort.startsWith(dayOf(start))) return false;
  const { since, until } = question;
  return (until === null || start <= until) && (since === null || lastOf(head, start) >= since);
}

const lastOf = ({ facts, digest }: ReadingHead, start: number): number =>
  Math.max(
    start,
    ...[facts.ended?.position, facts.last?.position, digest.last].map((position) =>
      position === undefined || position === null ? 0 : timeOf(position),
    ),
  );
