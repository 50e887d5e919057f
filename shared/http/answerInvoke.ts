import { asks } from "../query/parameters.ts";
import { parseQuestion } from "../query/parseQuestion.ts";
import type { Ask } from "../query/Question.ts";
import type { QueryWorld } from "./answerRequest.ts";
import { askWithin } from "./askWithin.ts";
import { problem, problemOf, type Problem } from "./Problem.ts";

/** Answers `{"ask": "commands", "parameters": {"endpoint": "…"}}`: a direct invocation. */
export async function answerInvoke(
  world: Pick<QueryWorld, "ask" | "now" | "told">,
  event: unknown,
): Promise<unknown> {
  const read = readInvoke(event);
  if ("problem" in read) return { error: read.problem };
  const question = parseQuestion(read.ask, read.parameters, world.now());
  if (!question.ok) return { error: problemOf(question.error) };
  const sized = await askWithin(world.ask, question.answer);
  if (!sized.ok) return { error: sized.problem };
  await world.told?.(question.answer, sized.answer);
  return sized.answer;
}

type Invoke =
  | { readonly ask: Ask; readonly parameters: Readonly<Record<string, string>> }
  | { readonly problem: Problem };

function readInvoke(event: unknown): Invoke {
  const { ask: name, parameters = {}, ...others } = isRecord(event) ? event : {};
  const extra = Object.keys(others)[0];
  if (extra !== undefined)
    return bad(`an invocation holds ask and parameters, not ${JSON.stringify(extra.slice(0, 64))}`);
  const ask = asks.find((known) => known === name);
  if (ask === undefined)
    return { problem: problem(404, "unknown-question", `ask is none of ${asks.join(", ")}`) };
  if (!isRecord(parameters)) return bad("parameters is no object");
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(parameters)) {
    if (typeof value !== "string" && typeof value !== "number")
      return bad(`${JSON.stringify(key.slice(0, 64))} is neither text nor a number`);
    texts.set(key, String(value));
  }
  return { ask, parameters: Object.fromEntries(texts) };
}

const bad = (detail: string): Invoke => ({ problem: problem(400, "bad-request", detail) });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
