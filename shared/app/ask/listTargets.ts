import type { ListAnswer, TargetAnswer } from "../../query/Answer.ts";
import { describeTarget } from "../../query/describeTarget.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, refuse, type Answered } from "../../query/QueryError.ts";
import { targetsOfEndpoint, type SightedTarget } from "../../query/targetsOfEndpoint.ts";
import { targetsPartition } from "../../session/keys.ts";
import type { SeenRow } from "../../session/SeenRow.ts";
import { parseTargetId } from "../../target/parseTargetId.ts";
import type { Ports } from "../Ports.ts";
import type { Store } from "../Store.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { placeOf } from "./describe.ts";
import { startMissing } from "./missing.ts";
import { listScopes } from "./scopes.ts";

/** An endpoint has at most some thousands of targets in its life; beyond, the list is cut. */
const MOST_SIGHTED = 20_000;

/** The targets of an endpoint: what a session can be, or could once be, opened on. */
export async function listTargets(
  ports: Ports,
  question: QuestionOf<"targets">,
): Promise<Answered<ListAnswer<TargetAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const all: TargetAnswer[] = [];
  for (const scope of scopes) {
    const sighted = await sightedTargets(store, scope, question.endpoint);
    all.push(...targetsOfEndpoint(sighted).map((known) => describeTarget(placeOf(scope), known)));
  }
  if (all.length === 0)
    return refuse(
      404,
      "not-found",
      `no /ssm stream of an endpoint ${JSON.stringify(question.endpoint)} was seen; /endpoints lists those that were`,
    );
  const wanted = all.filter(
    ({ generation }) => question.generation === "all" || generation !== "earlier",
  );
  const start = Number(cursor.answer?.after[0] ?? 0);
  const items = wanted.slice(start, start + question.maxResults);
  const end = start + items.length;
  return answer({
    items,
    folded: all.length - wanted.length,
    nextToken: end < wanted.length ? await writeCursor(ports, question, [String(end)]) : null,
    missing: await startMissing(store, scopes, question).end(),
  });
}

async function sightedTargets(
  store: Store,
  scope: string,
  endpoint: string,
): Promise<SightedTarget[]> {
  const sighted: SightedTarget[] = [];
  const partition = targetsPartition(scope, endpoint);
  for await (const { value } of store.list<SeenRow>({ partition })) {
    const target = parseTargetId(value.spelling.text);
    if (target === undefined) continue;
    const { announced, first, last, opened = null, closed = null } = value;
    const service = value.service !== undefined;
    const sight = { target, announced, service, first, last, opened, closed };
    if (sighted.push(sight) >= MOST_SIGHTED) break;
  }
  return sighted;
}
