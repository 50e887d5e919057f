import { asks, parameters } from "../query/parameters.ts";
import { parseQuestion } from "../query/parseQuestion.ts";
import type { Ask, Question } from "../query/Question.ts";
import { askWithin, type AskPort } from "./askWithin.ts";
import { failureProblem } from "./failureProblem.ts";
import { jsonAnswer, problemAnswer, type HttpAnswer } from "./HttpAnswer.ts";
import { parseQuery } from "./parseQuery.ts";
import { problem, problemOf } from "./Problem.ts";

export interface QueryWorld {
  readonly ask: AskPort;
  /** Epoch milliseconds: `24h` is counted back from it. */
  readonly now: () => number;
  /** The contract, built when somebody asks for it. */
  readonly openapi: () => object;
  /** Told of each answer before it is sent; it isn't where this throws. */
  readonly told?: (question: Question, answer: unknown) => Promise<void>;
  /** Told of what ended in a 5xx. */
  readonly report?: (failure: unknown) => void;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** What stands after the `?`, as it came. */
  readonly query: string;
}

/** The questions over HTTP: one path each, its parameters in the query. */
export async function answerRequest(world: QueryWorld, request: HttpRequest): Promise<HttpAnswer> {
  const route = routeOf(request.path);
  if (route === undefined) return refusePath();
  const { method } = request;
  if (method !== "GET" && method !== "HEAD") return refuseMethod(method);
  try {
    const answer = await answerRoute(world, route, request.query);
    return method === "HEAD" ? { ...answer, body: "" } : answer;
  } catch (failure) {
    world.report?.(failure);
    return problemAnswer(failureProblem(failure));
  }
}

type Route = "index" | "contract" | Ask;

function routeOf(path: string): Route | undefined {
  if (path === "/") return "index";
  if (path === "/openapi.json") return "contract";
  return asks.find((ask) => path === `/${ask}`);
}

async function answerRoute(world: QueryWorld, route: Route, query: string): Promise<HttpAnswer> {
  if (route === "index") return jsonAnswer(JSON.stringify(index()));
  if (route === "contract") return jsonAnswer(JSON.stringify(world.openapi()));
  const given = parseQuery(query);
  if (!given.ok) return problemAnswer(problemOf(given.error));
  const question = parseQuestion(route, given.answer, world.now());
  if (!question.ok) return problemAnswer(problemOf(question.error));
  const sized = await askWithin(world.ask, question.answer);
  if (!sized.ok) return problemAnswer(sized.problem);
  await world.told?.(question.answer, sized.answer);
  return jsonAnswer(sized.text);
}

/** What can be asked, for whoever opens the URL itself. */
const index = (): object => ({
  contract: "/openapi.json",
  questions: asks.map((name) => ({ path: `/${name}`, parameters: parameters[name] })),
});

const refuseMethod = (method: string): HttpAnswer =>
  problemAnswer(
    problem(405, "method-not-allowed", `${method.slice(0, 16)} has no meaning here: GET or HEAD`),
    { allow: "GET, HEAD" },
  );

const refusePath = (): HttpAnswer =>
  problemAnswer(
    problem(
      404,
      "unknown-path",
      `no such path; the questions are ${asks.map((name) => `/${name}`).join(", ")}`,
    ),
  );
