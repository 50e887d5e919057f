import type { CountsAnswer } from "../../query/Answer.ts";
import type { QuestionOf } from "../../query/Question.ts";
import { answer, type Answered } from "../../query/QueryError.ts";
import { documentCommands } from "../../session/documentCommands.ts";
import { dayOf, timeOf } from "../../session/Position.ts";
import type { Ports } from "../Ports.ts";
import { mergeListings } from "./mergeListings.ts";
import { startMissing } from "./missing.ts";
import { listingsFor, passes, type Listed } from "./readings.ts";
import { listScopes } from "./scopes.ts";

const MOST_EXAMINED = 20_000;

/**
 * Sessions and commands a day (UTC), for charts: recomputed from what each session holds, so that
 * nothing is counted twice. Text of no session or of several counts as commands, once.
 */
export async function countDays(
  { store }: Ports,
  question: QuestionOf<"counts">,
): Promise<Answered<CountsAnswer>> {
  const scopes = await listScopes(store, question);
  const missing = startMissing(store, scopes, question);
  const days = new Map<string, { sessions: number; commands: number }>();
  let examined = 0;
  const upTo = question.until === null ? "~" : `${dayOf(question.until)}~`;
  const from = question.since === null ? "" : dayOf(question.since);
  for await (const listed of mergeListings(store, listingsFor(question, scopes), upTo, undefined)) {
    const day = listed.key.sort.slice(0, 10);
    if (day < from || examined >= MOST_EXAMINED) break;
    examined++;
    if (!passes(question, scopes, listed.head)) continue;
    missing.sees(listed);
    const counted = days.get(day) ?? { sessions: 0, commands: 0 };
    if (listed.head.ref.kind === "session") counted.sessions++;
    counted.commands += commandsOn(listed, day);
    days.set(day, counted);
  }
  return answer({
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, n]) => ({ day, ...n })),
    atLeast: examined >= MOST_EXAMINED,
    missing: await missing.end(),
  });
}

const commandsOn = ({ head }: Listed, day: string): number =>
  (head.digest.days[day] ?? 0) +
  documentCommands(head.facts).filter(({ at }) => dayOf(timeOf(at.position)) === day).length;
