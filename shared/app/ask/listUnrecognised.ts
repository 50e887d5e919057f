import type { ListAnswer, UnrecognisedAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import { cutAfter } from "../../secrets/secretMark.ts";
import type { Redactor } from "../../secrets/Redactor.ts";
import type { Listing } from "../../session/keys.ts";
import { dayOf } from "../../session/Position.ts";
import type { ReadingRef } from "../../session/ReadingRef.ts";
import { laneTarget } from "../../session/sessionPlace.ts";
import { candidatesAt } from "../../session/window.ts";
import { classifiedLines } from "../classifiedLines.ts";
import { loadLane } from "../laneAbout.ts";
import { loadWindows, scopeOf } from "../loadWindows.ts";
import type { Ports } from "../Ports.ts";
import type { Store } from "../Store.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { evidenceOf, placeOf } from "./describe.ts";
import { mergeListings } from "./mergeListings.ts";
import { startMissing } from "./missing.ts";
import { lastDayOf } from "./readings.ts";
import { redactedRun } from "./redactedRun.ts";
import { listScopes } from "./scopes.ts";

type Asked = QuestionOf<"unrecognised">;
type Unplaced = ReadingRef & { readonly kind: "unplaced" };

const LONGEST_LINE = 2_000;
const DAY_MS = 86_400_000;
/** What prints a private key prints it at once: nothing earlier tells what a line is a part of. */
const AROUND_MS = 60_000;

/**
 * Lines of `/ssm` streams that fit no known kind, newest day first, within a day and stream newest
 * first. They are found again in the evidence, so that nothing is kept for them twice.
 */
export async function listUnrecognised(
  ports: Ports,
  question: Asked,
  redactor: Redactor,
): Promise<Answered<ListAnswer<UnrecognisedAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const [fromSort, fromPosition] = cursor.answer?.after ?? [];
  const items: UnrecognisedAnswer[] = [];
  let last: readonly string[] = [];
  let more = false;
  const upTo = fromSort === undefined ? undefined : `${fromSort} `;
  pages: for await (const { head, key } of mergeListings(
    store,
    listingsOf(question, scopes),
    lastDayOf(question.until),
    upTo,
  )) {
    const { ref } = head;
    if (question.since !== null && key.sort < dayOf(Math.max(0, question.since))) break;
    if (ref.kind !== "unplaced") continue;
    const lines = await linesOf(store, ref, question);
    const shown = redactedRun(
      redactor,
      lines.map(({ message }) => message),
    );
    for (const [n, { position, asked, described }] of [...lines.entries()].reverse()) {
      if (!asked) continue;
      if (key.sort === fromSort && fromPosition !== undefined && position >= fromPosition) continue;
      if (items.length >= question.maxResults) {
        more = true;
        break pages;
      }
      items.push({ ...described, ...cutLine(shown(n)) });
      last = [key.sort, position];
    }
  }
  return answer({
    items,
    nextToken: more ? await writeCursor(ports, question, last) : null,
    missing: await startMissing(store, scopes, question).end(),
  });
}

const listingsOf = ({ endpoint }: Asked, scopes: readonly string[]): Listing[] =>
  scopes.map((scope) =>
    endpoint === null ? { by: "scope", scope } : { by: "endpoint", scope, endpoint },
  );

function cutLine(whole: string): { readonly line: string; readonly cut: number } {
  const line = cutAfter(whole, LONGEST_LINE);
  return { line, cut: whole.length - line.length };
}

interface Found {
  readonly position: string;
  readonly message: string;
  /** Within the range asked for; the others tell what those are a part of. */
  readonly asked: boolean;
  readonly described: Omit<UnrecognisedAnswer, "line" | "cut">;
}

/** The unrecognised lines of one container, stream and day, oldest first, and those around. */
async function linesOf(
  store: Store,
  { lane, container, day }: Unplaced,
  { since, until }: Asked,
): Promise<Found[]> {
  const start = Date.parse(`${day}T00:00:00Z`);
  const from = Math.max(start, since ?? 0);
  const to = Math.min(start + DAY_MS - 1, until ?? Infinity);
  const around = { from: from - AROUND_MS, to: to + AROUND_MS };
  const { reaches } = await loadLane(store, lane);
  const windows = await loadWindows(store, lane, container, around.from, around.to);
  const found: Found[] = [];
  for await (const lines of classifiedLines(store, { lane, ...around, reaches }))
    for (const { event, line, is } of lines) {
      if ((line.container ?? "") !== container) continue;
      if (is === "agent" || is === "record") continue;
      if (is === "terminal" && candidatesAt(windows, event.timestamp).length > 0) continue;
      const [target] = laneTarget(lane, container);
      found.push({
        position: event.position,
        message: event.message,
        asked: from <= event.timestamp && event.timestamp <= to,
        described: {
          ...placeOf(scopeOf(lane)),
          endpoint: target?.endpoint ?? null,
          container: line.container,
          reason: is === "terminal" ? "no-open-session" : is,
          evidence: evidenceOf(lane, event.position),
        },
      });
    }
  return found;
}
