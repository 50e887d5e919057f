import type { EndpointAnswer, ListAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import { endpointsPartition } from "../../session/keys.ts";
import type { SeenRow } from "../../session/SeenRow.ts";
import type { Ports } from "../Ports.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { iso, placeOf } from "./describe.ts";
import { startMissing } from "./missing.ts";
import { listScopes } from "./scopes.ts";

/** Endpoints whose `/ssm` streams were seen, by account and region, then by name. */
export async function listEndpoints(
  ports: Ports,
  question: QuestionOf<"endpoints">,
): Promise<Answered<ListAnswer<EndpointAnswer>>> {
  const cursor = await readCursor(ports, question);
  if (!cursor.ok) return cursor;
  const { store } = ports;
  const scopes = await listScopes(store, question);
  const [afterScope = "", afterSort = ""] = cursor.answer?.after ?? [];
  const items: EndpointAnswer[] = [];
  let last: readonly string[] = [];
  let more = false;
  pages: for (const scope of scopes) {
    if (scope < afterScope) continue;
    const partition = endpointsPartition(scope);
    const from = scope === afterScope ? afterSort : "";
    for await (const { sort, value } of store.list<SeenRow>({ partition, from })) {
      if (scope === afterScope && sort === afterSort) continue;
      if (items.length >= question.maxResults) {
        more = true;
        break pages;
      }
      items.push(describeEndpoint(scope, value));
      last = [scope, sort];
    }
  }
  return answer({
    items,
    nextToken: more ? await writeCursor(ports, question, last) : null,
    missing: await startMissing(store, scopes, {}).end(),
  });
}

const describeEndpoint = (scope: string, { spelling, first, last }: SeenRow): EndpointAnswer => ({
  ...placeOf(scope),
  endpoint: spelling.text,
  firstSeen: iso(first),
  lastSeen: iso(Math.max(first, last)),
});
