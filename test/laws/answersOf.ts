import { ask } from "../../shared/app/ask.ts";
import type { Ports } from "../../shared/app/Ports.ts";
import { parseQuestion } from "../../shared/query/parseQuestion.ts";
import type { CommandAnswer, ListAnswer } from "../../shared/query/Answer.ts";
import type { Ask } from "../../shared/query/Question.ts";
import { allSessions } from "./History.ts";

const PROGRAMS = ["ls", "grep", "curl"];

const commandsOf = (answered: unknown): readonly Pick<CommandAnswer, "id" | "session">[] => {
  const [, { answer }] = answered as [string, { answer: ListAnswer<CommandAnswer> }];
  return answer.items;
};

/** Everything that can be asked about an account, answered: what the laws compare. */
export async function answersOf(ports: Ports, account: string): Promise<unknown> {
  const all: [string, unknown][] = [];
  const put = async (name: Ask, parameters: Record<string, string> = {}): Promise<void> => {
    const paged = ["session", "counts", "output"].includes(name) ? {} : { maxResults: "1000" };
    const given = { ...parameters, ...paged, account };
    const question = parseQuestion(name, given, 0);
    if (!question.ok) throw new Error(question.error.detail);
    const answered = await ask(ports, question.answer);
    all.push([`${name} ${JSON.stringify(parameters)}`, answered]);
  };
  await put("endpoints");
  await put("targets", { endpoint: "churn-model", generation: "all" });
  await put("sessions", { endpoint: "CHURN-MODEL" });
  await put("sessions", { actor: "assumed-role/Dev/bob" });
  for (const session of allSessions) await put("session", { session });
  await put("commands");
  for (const { id, session } of commandsOf(all.at(-1)))
    await put("output", { command: id, ...(session === null ? {} : { session }) });
  await put("commands", { endpoint: "churn-model" });
  await put("commands", { session: allSessions[0] ?? "" });
  for (const program of PROGRAMS) await put("commands", { program });
  await put("findings");
  await put("doubtful");
  await put("doubtful", { session: allSessions[0] ?? "" });
  await put("attempts");
  await put("unrecognised");
  await put("counts");
  // Accounts stand for runs: the same history under two accounts must read the same.
  return JSON.parse(JSON.stringify(Object.fromEntries(all)).replaceAll(account, "000000000000"));
}
